using ZkRollup.Crypto.Signatures;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Units;

namespace ZkRollup.Sequencer.Exit.State;

/// <summary>What an account holds, and what a claim for it would be at the last marks (docs/settlement.md, 7).</summary>
/// <param name="Account">The account.</param>
/// <param name="Owner">Who is paid.</param>
/// <param name="Cash">Quanta; may be negative.</param>
/// <param name="Positions">Those of its mask, by place.</param>
/// <param name="Equity">Cash and what the positions are worth at their instruments' last marks, usable or not; quanta.</param>
public sealed record AccountHolding(
    AccountId Account, EthereumAddress Owner, QuoteQuanta Cash, IReadOnlyList<PositionHolding> Positions, Int128 Equity)
{
    /// <summary>An account of a state.</summary>
    /// <returns>Null if it does not exist.</returns>
    public static AccountHolding? Of(PublishedState state, AccountId account)
    {
        ArgumentNullException.ThrowIfNull(state);
        AccountRecord record = AccountRecord.FromRecord(state.Read(RecordAddress.Account(account)));
        if (!record.Exists)
        {
            return null;
        }

        List<PositionHolding> positions = [];
        Int128 equity = record.Cash.Value;
        for (int place = 0; place < RecordAddress.Positions; place++)
        {
            if ((record.PositionMask >> place & 1) == 1)
            {
                PositionHolding position = PositionHolding.Of(
                    state, PositionRecord.FromRecord(state.Read(RecordAddress.Position(account, place))));
                positions.Add(position);
                equity += position.Worth;
            }
        }

        OwnerRecord owner = OwnerRecord.FromRecord(state.Read(RecordAddress.Owner(account)));
        return new(account, owner.Address, record.Cash, positions, equity);
    }

    /// <summary>The account of an owner.</summary>
    /// <returns>Null if it has none.</returns>
    public static AccountHolding? Of(PublishedState state, EthereumAddress owner)
    {
        ArgumentNullException.ThrowIfNull(state);
        foreach ((RecordAddress address, Record record) in state.Records)
        {
            if (address.Class == RecordClass.Owner && OwnerRecord.FromRecord(record).Address == owner)
            {
                return Of(state, new AccountId(address.Index / RecordAddress.AccountStride));
            }
        }

        return null;
    }
}
