using ZkRollup.Protocol.State;
using ZkRollup.Sequencer.Engine.Tests.Scenarios;

namespace ZkRollup.Sequencer.Engine.Tests.Simulation;

/// <summary>Adds up all money and all lots of an exchange (docs/protocol.md, 12), from its records alone.</summary>
/// <param name="state">The exchange.</param>
/// <param name="accounts">Account numbers are 1 to this.</param>
/// <param name="instruments">Instrument numbers are 1 to this.</param>
internal sealed class Books(StateView state, int accounts, int instruments)
{
    private readonly long[] _longs = new long[instruments + 1];
    private readonly long[] _shorts = new long[instruments + 1];
    private readonly RiskRecord[] _risks = new RiskRecord[instruments + 1];
    private readonly Int128[] _multipliers = new Int128[instruments + 1];

    /// <summary>Insurance of an instrument as its record says: equity at the mark.</summary>
    internal Int128 InsuranceEquity(long instrument)
    {
        InsuranceRecord insurance = state.Insurance(instrument);
        RiskRecord risk = state.Risk(instrument);
        return insurance.Cash.Value
            + Held(risk, state.Terms(instrument).Multiplier.Value, insurance.Inventory.Value, insurance.Snapshot.Value);
    }

    /// <summary>What differs from the law; empty if nothing does.</summary>
    internal string Difference()
    {
        Int128 total = Begin();
        for (long account = 1; account <= accounts; account++)
        {
            total += CountAccount(account);
        }

        TreasuryRecord treasury = state.Treasury;
        total += treasury.Fund.Value - (Int128)treasury.NetDeposits.Value;
        string difference = total == 0 ? string.Empty : $"money: {total} quanta too much; ";
        for (long i = 1; i <= instruments; i++)
        {
            BookRecord book = state.Book(i);
            if (book.LongLots.Value != _longs[i] || book.ShortLots.Value != _shorts[i]
                || (_risks[i].Status != MarkStatus.Settled && _longs[i] != _shorts[i]))
            {
                difference += $"instrument {i}: {_longs[i]} long, {_shorts[i]} short, the Book says {book.LongLots}, {book.ShortLots}; ";
            }
        }

        return difference;
    }

    private Int128 Begin()
    {
        Int128 total = 0;
        for (long i = 1; i <= instruments; i++)
        {
            InsuranceRecord insurance = state.Insurance(i);
            _risks[i] = state.Risk(i);
            _multipliers[i] = state.Terms(i).Multiplier.Value;
            _longs[i] = Math.Max(insurance.Inventory.Value, 0);
            _shorts[i] = Math.Max(-insurance.Inventory.Value, 0);
            total += insurance.Cash.Value + (Int128)state.Book(i).Fees.Value;
            total += Held(_risks[i], _multipliers[i], insurance.Inventory.Value, insurance.Snapshot.Value);
        }

        return total;
    }

    private Int128 CountAccount(long account)
    {
        AccountRecord record = state.Account(account);
        Int128 total = record.Cash.Value;
        for (int place = 0; place < RecordAddress.Positions; place++)
        {
            if ((record.PositionMask >> place & 1) != 0)
            {
                PositionRecord position = state.Position(account, place);
                long instrument = position.Instrument.Value;
                long size = position.Size.Value;
                _longs[instrument] += Math.Max(size, 0);
                _shorts[instrument] += Math.Max(-size, 0);
                total += Held(_risks[instrument], _multipliers[instrument], size, position.Snapshot.Value);
            }
        }

        return total;
    }

    /// <summary>Value at the mark and owed cash of a holder.</summary>
    private static Int128 Held(RiskRecord risk, Int128 multiplier, Int128 size, Int128 snapshot)
    {
        Int128 owed = size == 0 ? 0 : Int128.Abs(size) * ((size > 0 ? risk.LongIndex.Value : risk.ShortIndex.Value) - snapshot);
        return (size * risk.Mark.Value * multiplier) + owed;
    }
}
