using System.Globalization;
using System.Numerics;
using ZkRollup.Crypto.Signatures;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Protocol.Units;
using ZkRollup.Sequencer.Exit.History;
using ZkRollup.Sequencer.Exit.Openings;
using ZkRollup.Sequencer.Exit.State;
using ZkRollup.Sequencer.Settlement.Contracts;
using ZkRollup.Sequencer.Settlement.Rpc;

namespace ZkRollup.Sequencer.Exit.Steps;

/// <summary>Finds what an owner has to send to L1 to leave with all that is theirs (docs/settlement.md, 3.3, 6 and 7).</summary>
/// <param name="client">Only names the contracts' node; a plan asks nothing.</param>
/// <param name="history">What L1 logged.</param>
/// <param name="facts">What the contracts say, as of the same block.</param>
/// <param name="owner">Who leaves.</param>
public sealed class ExitPlanner(IL1Client client, ExchangeHistory history, ExitFacts facts, EthereumAddress owner)
{
    private const ulong SilenceSeconds = 7 * 24 * 3_600;
    private const ulong RoundSeconds = 3;
    private const int FeeDoubling = 256;
    private const int FeeFactorMax = 20;
    private const int FieldShift = 32;
    private const int InstrumentMask = (1 << 12) - 1;

    private readonly QueueContract _queue = new(client, history.Addresses.Queue);
    private readonly RollupContract _rollup = new(client, history.Addresses.Rollup);
    private readonly EscapeContract _escape = new(client, history.Addresses.Escape);
    private readonly VaultContract _vault = new(client, history.Addresses.Vault);
    private readonly ulong _account = history.AccountOf(owner);
    private readonly BigInteger _ownerLane = LaneOf(owner);
    private readonly List<ExitStep> _steps = [];
    private readonly List<string> _waits = [];
    private int _requests;

    /// <summary>What can be done now.</summary>
    public ExitPlan Plan()
    {
        _steps.Clear();
        _waits.Clear();
        _requests = 0;
        AccountHolding? holding = _account == 0 ? null : AccountHolding.Of(history.State, new AccountId((long)_account));
        if (facts.FrozenAt != 0)
        {
            Reclaim();
            Claim(holding);
        }
        else if (!Freeze(holding))
        {
            Ask(holding);
        }

        if (facts.Balance > 0)
        {
            Add(ExitAction.WithdrawBalance, $"pay the balance of {facts.Balance} quanta to {owner}", _vault.Withdraw(owner));
        }

        if (facts.Fees > 0)
        {
            Add(ExitAction.WithdrawFees, $"pay fees of {facts.Fees} wei back to {owner}", _queue.WithdrawFees(owner));
        }

        return new([.. _steps], [.. _waits]);
    }

    private static BigInteger LaneOf(EthereumAddress owner)
    {
        Span<byte> bytes = stackalloc byte[EthereumAddress.Bytes];
        owner.Write(bytes);
        return new BigInteger(bytes, isUnsigned: true, isBigEndian: true);
    }

    private static string Time(ulong seconds) =>
        DateTimeOffset.FromUnixTimeSeconds((long)seconds).ToString("u", CultureInfo.InvariantCulture);

    private void Add(ExitAction action, string text, L1Request request) => _steps.Add(new(action, text, request));

    /// <summary>The fee of the next request of the plan: each that waits makes it dearer (docs/settlement.md, 3.3).</summary>
    private BigInteger NextFee()
    {
        BigInteger waiting = history.Operations.Count - history.State.NextOperation.Value + _requests++;
        return BigInteger.Min(facts.FeeBase + (facts.FeeBase * waiting / FeeDoubling), FeeFactorMax * facts.FeeBase);
    }

    /// <summary>Operations of the owner that no batch has consumed; lane 1 of all that owners make is the owner.</summary>
    private IEnumerable<QueuedOperation> Waiting() => history.Operations.Skip((int)history.State.NextOperation.Value)
        .Where(operation => KindOf(operation) <= TransactionKind.ForcedClose && operation.Lanes[1] == _ownerLane);

    private static TransactionKind KindOf(QueuedOperation operation) => (TransactionKind)(byte)(operation.Lanes[0] & byte.MaxValue);

    private bool IsAsked(TransactionKind kind, long instrument = 0) => Waiting().Any(operation =>
        KindOf(operation) == kind && (instrument == 0 || ((operation.Lanes[0] >> FieldShift) & InstrumentMask) == instrument));

    /// <summary>While the exchange runs: close what is open, then take what is free.</summary>
    private void Ask(AccountHolding? holding)
    {
        if (holding is not null)
        {
            AskToClose(holding);
            bool mayHaveCash = holding.Equity > 0 || holding.Positions.Any(position => position.Size.Value != 0);
            if (mayHaveCash && !IsAsked(TransactionKind.ForcedWithdraw))
            {
                Add(
                    ExitAction.ForceWithdraw,
                    $"ask for all that is free of {holding.Cash} quanta",
                    _queue.ForceWithdraw(QuoteAmount.MaxValue, NextFee()));
            }
        }

        foreach (QueuedOperation operation in Waiting())
        {
            ulong until = operation.EnqueuedAt + facts.Deadline;
            _waits.Add($"operation {operation.Index}, {KindOf(operation)}: if it is not consumed until {Time(until)}, the exchange can be frozen");
        }
    }

    private void AskToClose(AccountHolding holding)
    {
        AccountRecord record = AccountRecord.FromRecord(history.State.Read(RecordAddress.Account(holding.Account)));
        if (record.OpenOrders > 0 && !IsAsked(TransactionKind.ForcedCancelAll))
        {
            Add(ExitAction.CancelAll, $"ask for the end of {record.OpenOrders} orders", _queue.CancelAll(NextFee()));
        }

        foreach (PositionHolding position in holding.Positions)
        {
            long size = position.Size.Value;
            if (size != 0 && !IsAsked(TransactionKind.ForcedClose, position.Instrument.Value))
            {
                Add(
                    ExitAction.ForceClose,
                    $"ask for the position of {size} lots in instrument {position.Instrument} to be closed",
                    _queue.ForceClose((ulong)position.Instrument.Value, size < 0, Math.Abs(size), NextFee()));
            }
        }
    }

    /// <summary>Freezes if there is a cause.</summary>
    /// <returns>True if there is one.</returns>
    private bool Freeze(AccountHolding? holding)
    {
        ulong now = history.Block.Timestamp;
        if (facts.IsOverdue || now > facts.ProvenAt + SilenceSeconds)
        {
            string cause = facts.IsOverdue
                ? $"operation {history.State.NextOperation} is past its deadline"
                : $"no batch was proven since {Time(facts.ProvenAt)}";
            Add(ExitAction.Freeze, $"freeze the exchange: {cause}", _rollup.Freeze());
            return true;
        }

        foreach (PositionHolding position in holding?.Positions ?? [])
        {
            RiskRecord risk = RiskRecord.FromRecord(history.State.Read(RecordAddress.Risk(position.Instrument)));
            ulong markedAt = RoundSeconds * (ulong)risk.IndexRound.Value;
            if (position.Size.Value != 0 && risk.Status == MarkStatus.Marked && now > markedAt + SilenceSeconds)
            {
                Add(
                    ExitAction.FreezeForSilence,
                    $"freeze the exchange: instrument {position.Instrument} has had no mark since {Time(markedAt)}",
                    _rollup.FreezeForSilence((ulong)position.Instrument.Value, StateOpenings.Of(history.State, position.Instrument)));
                return true;
            }
        }

        return false;
    }

    private void Reclaim()
    {
        foreach (QueuedOperation operation in Waiting().Where(operation => !history.IsReclaimed(operation.Index)))
        {
            Add(
                ExitAction.Reclaim,
                $"take back what came with operation {operation.Index}, {KindOf(operation)}",
                _queue.Reclaim(operation.Index));
        }
    }

    private void Claim(AccountHolding? holding)
    {
        ClaimState claim = history.ClaimOf(_account);
        bool isOpen = history.Block.Timestamp <= facts.RegistrationEnd;
        if (holding is null || claim == ClaimState.Paid)
        {
            return;
        }

        if (claim == ClaimState.Registered)
        {
            if (isOpen)
            {
                _waits.Add($"the claim is registered and can be paid after {Time(facts.RegistrationEnd)}");
            }
            else
            {
                Add(ExitAction.PayClaim, "pay the claim into the balance", _escape.PayClaim(_account));
                _waits.Add("then the balance");
            }

            return;
        }

        if (holding.Equity <= 0)
        {
            return;
        }

        foreach (PositionHolding position in holding.Positions)
        {
            ulong instrument = (ulong)position.Instrument.Value;
            if (position.Size.Value != 0 && !history.HasMark(instrument))
            {
                Add(
                    ExitAction.StoreMark,
                    $"store the mark of instrument {instrument}, {position.Mark} ticks",
                    _escape.StoreMark(instrument, StateOpenings.Of(history.State, position.Instrument)));
            }
        }

        Add(
            ExitAction.RegisterClaim,
            $"register the claim of account {_account} to {holding.Equity} quanta",
            _escape.RegisterClaim(_account, StateOpenings.Of(history.State, holding.Account)));
        _waits.Add(isOpen ? $"the claim can be paid after {Time(facts.RegistrationEnd)}" : "then the balance");
    }
}
