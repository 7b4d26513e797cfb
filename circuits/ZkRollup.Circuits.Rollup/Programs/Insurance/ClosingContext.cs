using System.Numerics;
using ZkRollup.Circuits.Rollup.Machine;

namespace ZkRollup.Circuits.Rollup.Programs.Insurance;

/// <summary>What a transaction that closed lots of an account leaves until Restore (docs/protocol.md, 6.7, 10.1, 10.4).</summary>
internal sealed class ClosingContext
{
    private static readonly BigInteger MoneyMax = (BigInteger.One << MachineShape.RangeBits) - 1;
    private static readonly BigInteger EquityMax = (BigInteger.One << (MachineShape.RangeBits - 1)) - 1;
    private static readonly BigInteger LotsMax = Fields.Position.Size.High;
    private static readonly BigInteger AccountMax = (BigInteger.One << 24) - 1;

    private ClosingContext(int phase, string name, bool followsScans)
    {
        Context = new(phase, name, followsScans);
        Account = Context.Add("account", 0, AccountMax);
        Instrument = Context.Add("instrument", 0, 4_095);
        IsLong = Context.AddBit("is long");
        Debts = Context.Add("debts", 0, MoneyMax);
        Debtor = Context.Add("debtor", 0, AccountMax);
        Remaining = Context.Add("remaining", 0, LotsMax);
        Place = Context.Add("place", 0, 7);
        Weight = Context.Add("weight", 1, 128);
        Equity = Context.Add("equity", -EquityMax, EquityMax);
        PerLot = Context.Add("concession per lot", 0, 2 * MoneyMax);
        Takers = Context.Add("takers", 0, ForcedCloseRules.CounterpartiesMax);
    }

    /// <summary>A ForcedClose has begun: the insurance comes first.</summary>
    internal static ClosingContext Begun { get; } = new(20, "forced close begun", followsScans: true);

    /// <summary>What comes after it; other transactions begin here with no lots remaining.</summary>
    internal static ClosingContext Closing { get; } = new(21, "closing", followsScans: false);

    internal Context Context { get; }

    /// <summary>The closing account.</summary>
    internal Context.Entry Account { get; }

    internal Context.Entry Instrument { get; }

    /// <summary>1 if its position is or was long.</summary>
    internal Context.Entry IsLong { get; }

    /// <summary>What the insurance has still to pay for No debt and Cover.</summary>
    internal Context.Entry Debts { get; }

    /// <summary>A taking account whose debt is to be looked into; 0 for none.</summary>
    internal Context.Entry Debtor { get; }

    /// <summary>Lots that are still to be taken.</summary>
    internal Context.Entry Remaining { get; }

    /// <summary>Place of the closing position, and its weight.</summary>
    internal Context.Entry Place { get; }

    internal Context.Entry Weight { get; }

    /// <summary>E of the closing account.</summary>
    internal Context.Entry Equity { get; }

    /// <summary>k.</summary>
    internal Context.Entry PerLot { get; }

    /// <summary>How many counterparties took lots.</summary>
    internal Context.Entry Takers { get; }

    /// <summary>Hands on what other values are not given for.</summary>
    internal void Pass(ProgramWriter p, params ReadOnlySpan<(Context.Entry Entry, Value Value)> changed) => Pass(p, this, changed);

    /// <summary>The same from another context with these entries.</summary>
    internal void Pass(ProgramWriter p, ClosingContext from, params ReadOnlySpan<(Context.Entry Entry, Value Value)> changed)
    {
        p.Rule("context");
        for (int i = 0; i < Context.Entries.Count; i++)
        {
            Context.Entry entry = Context.Entries[i];
            Value? value = null;
            foreach ((Context.Entry at, Value given) in changed)
            {
                value = at == entry ? given : value;
            }

            p.Export(entry, value ?? p.Import(from.Context.Entries[i]));
        }

        p.End(Context);
    }

    /// <summary>Begins with a position that is closed already, so that No debt and Restore are left.</summary>
    internal void Enter(ProgramWriter p, Value account, Value instrument, Bit isLong, Value debts, Value debtor)
    {
        p.Rule("context");
        foreach (Context.Entry entry in Context.Entries)
        {
            Value value = entry == Account ? account
                : entry == Instrument ? instrument
                : entry == IsLong ? isLong
                : entry == Debts ? debts
                : entry == Debtor ? debtor
                : entry == Weight ? 1
                : 0;
            p.Export(entry, value);
        }

        p.End(Context);
    }
}
