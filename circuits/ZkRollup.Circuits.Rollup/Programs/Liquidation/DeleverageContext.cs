using System.Numerics;
using ZkRollup.Circuits.Rollup.Machine;

namespace ZkRollup.Circuits.Rollup.Programs.Liquidation;

/// <summary>What the first step of Deleverage leaves to the trade (docs/protocol.md, 10.3).</summary>
internal sealed class DeleverageContext
{
    private const int PhaseNumber = 12;
    private static readonly BigInteger EquityMax = (BigInteger.One << (MachineShape.RangeBits - 1)) - 1;

    private DeleverageContext()
    {
        BigInteger accountMax = (BigInteger.One << 24) - 1;
        Account = Context.Add("account", 1, accountMax);
        Place = Context.Add("place", 0, 7);
        Weight = Context.Add("weight", 1, 128);
        Instrument = Context.Add("instrument", 1, 4_095);
        Counterparty = Context.Add("counterparty", 0, accountMax);
        Lots = Context.Add("lots", 1, Fields.Position.Size.High);
        Half = Context.Add("half margin", 0, Fields.Risk.MaintenanceLong.High);
        Equity = Context.Add("equity", -EquityMax, EquityMax);
    }

    /// <summary>The context.</summary>
    internal static DeleverageContext Instance { get; } = new();

    internal Context Context { get; } = new(PhaseNumber, "deleverage");

    /// <summary>The closing account.</summary>
    internal Context.Entry Account { get; }

    /// <summary>Place of its position, and its weight.</summary>
    internal Context.Entry Place { get; }

    internal Context.Entry Weight { get; }

    internal Context.Entry Instrument { get; }

    /// <summary>The account that takes; nothing is known of it yet.</summary>
    internal Context.Entry Counterparty { get; }

    /// <summary>q.</summary>
    internal Context.Entry Lots { get; }

    /// <summary>h.</summary>
    internal Context.Entry Half { get; }

    /// <summary>E.</summary>
    internal Context.Entry Equity { get; }
}
