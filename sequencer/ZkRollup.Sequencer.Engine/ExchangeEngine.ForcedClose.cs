using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Protocol.Units;
using ZkRollup.Sequencer.Engine.State;

namespace ZkRollup.Sequencer.Engine;

/// <summary>ForcedClose (§6.7).</summary>
public sealed partial class ExchangeEngine
{
    /// <summary>Accounts that a ForcedClose trades with at most.</summary>
    private const int CounterpartiesMax = 16;

    /// <summary>The insurance risks a tenth of its equity as initial margin.</summary>
    private const long ExitShareDivisor = 10;

    /// <summary>A ForcedClose under way.</summary>
    private struct ForcedExit
    {
        internal int Account;
        internal int Instrument;

        /// <summary>The concession per lot.</summary>
        internal long PerLot;

        /// <summary>What is left of the account's equity.</summary>
        internal long Equity;

        /// <summary>Lots that are left.</summary>
        internal long Remaining;
    }

    /// <inheritdoc/>
    public Cause Consume(Timestamp time, QueueIndex index, in ForcedClose operation, EventBuffer events, out QueueOutcome outcome)
    {
        outcome = default;
        Cause cause = TryConsume(time, index, TransactionKind.ForcedClose, operation);
        if (cause != Cause.Accepted)
        {
            return cause;
        }

        OutcomeCode code = CheckForcedClose(time.Value, operation, out long lots);
        if (code == OutcomeCode.Closed)
        {
            ForceClose(operation, lots, events);
        }

        outcome = new QueueOutcome(code, lots);
        return FinishQueue(outcome, events);
    }

    private OutcomeCode CheckForcedClose(long time, in ForcedClose operation, out long lots)
    {
        lots = 0;
        OutcomeCode code = CheckOwner(operation.Account, operation.Owner);
        if (code != OutcomeCode.Done)
        {
            return code;
        }

        long id = operation.Instrument.Value;
        if (!_state.HasInstrument(id))
        {
            return OutcomeCode.InstrumentUnknown;
        }

        bool isLong = operation.Side == Side.Buy;
        long held = LotsOf(operation.Account.Value, (int)id, isLong);
        long asked = Math.Min(held, operation.LargestSize.Value);
        if (asked == 0)
        {
            return OutcomeCode.NoSuchPosition;
        }

        ref readonly InstrumentState instrument = ref _state.Instruments[id];
        _state.ReadTerms((int)id);
        _state.ReadRisk((int)id);
        if (IsClosed(instrument, time))
        {
            return OutcomeCode.InstrumentClosed;
        }

        lots = asked;
        return OutcomeCode.Closed;
    }

    /// <summary>Gives lots to the insurance, then to counterparties, then the rest to the insurance, at the last mark.</summary>
    /// <remarks>
    /// However old the mark is: otherwise whoever lets it grow old would decide who may leave. A position has one, as nothing is
    /// matched before the first.
    /// Each part has a slot of its own. The concession per lot is at most price cap·multiplier and half a margin, so n times that
    /// is below 2^55.
    /// </remarks>
    private void ForceClose(in ForcedClose operation, long lots, EventBuffer events)
    {
        int account = (int)operation.Account.Value;
        int id = (int)operation.Instrument.Value;
        bool isLong = operation.Side == Side.Buy;
        ref readonly InstrumentState instrument = ref _state.Instruments[id];
        long worse = WorseOfMarks(instrument, isLong ? 1 : -1);
        ForcedExit exit = new()
        {
            Account = account,
            Instrument = id,
            PerLot = (Math.Abs(instrument.Mark - worse) * instrument.Multiplier) + HalfMaintenance(instrument, isLong),
            Equity = EquityOf(account),
            Remaining = lots,
        };
        _state.ReadInsurance(id);
        GivePart(ref exit, Insurance, ExitLots(instrument, isLong), events);
        if (exit.Remaining > 0)
        {
            Span<(long Lots, int Account)> counterparties = stackalloc (long, int)[CounterpartiesMax];
            int count = GreatestHolders(id, !isLong, account, counterparties);
            for (int i = 0; i < count && exit.Remaining > 0; i++)
            {
                EndSlot();
                GivePart(ref exit, counterparties[i].Account, counterparties[i].Lots, events);
            }

            EndSlot();
            GivePart(ref exit, Insurance, exit.Remaining, events);
        }

        ClearDebt(account, id, events);
        Restore(id, isLong, events);
    }

    /// <summary>A part of a forced exit: a forced trade of what remains, but at most so many lots.</summary>
    private void GivePart(ref ForcedExit exit, int counterparty, long most, EventBuffer events)
    {
        long lots = Math.Min(exit.Remaining, most);
        if (lots == 0)
        {
            return;
        }

        long concession = Concession(lots * exit.PerLot, exit.Equity);
        ForcedTrade(exit.Instrument, exit.Account, counterparty, lots, concession, events);
        exit.Equity -= concession;
        exit.Remaining -= lots;
    }

    /// <summary>Lots that the insurance takes first: what nets its inventory, and what a tenth of its equity carries (§6.7, 1).</summary>
    private static long ExitLots(in InstrumentState instrument, bool isLong)
    {
        long netted = Math.Max(isLong ? -instrument.Inventory : instrument.Inventory, 0);
        long equity = InsuranceEquity(instrument);
        if (equity <= 0)
        {
            return netted;
        }

        long margin = isLong ? instrument.InitialLong : instrument.InitialShort;
        return margin == 0 ? long.MaxValue : netted + (equity / (ExitShareDivisor * margin));
    }

    /// <summary>The greatest positions of a side, the lowest account first among equals (§5.2).</summary>
    /// <param name="instrument">The instrument.</param>
    /// <param name="isLong">The side.</param>
    /// <param name="except">An account that does not count.</param>
    /// <param name="greatest">Receives them.</param>
    /// <returns>How many there are.</returns>
    /// <remarks>
    /// One pass over the holders of the side: whoever asks pays for it on L1, and a fill need not keep them sorted. The order is
    /// total, so it does not matter in which order the list has them.
    /// </remarks>
    private int GreatestHolders(int instrument, bool isLong, int except, Span<(long Lots, int Account)> greatest)
    {
        int count = 0;
        for (int node = _holders.First(instrument, isLong); node != HolderLists.None; node = _holders.Next(node))
        {
            int account = HolderLists.AccountOf(node);
            if (account != except)
            {
                HolderRanking.Insert(greatest, ref count, Math.Abs(_state.Positions[node].Size), account);
            }
        }

        return count;
    }
}
