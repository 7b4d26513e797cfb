using ZkRollup.Protocol.State;

namespace ZkRollup.Sequencer.Engine;

/// <summary>Bounds of listing (§6.2).</summary>
internal static class Listing
{
    private const ulong RoundMilliseconds = 3_000;
    private const ulong FeeMax = 10_000;
    private const ulong FeeBias = 1UL << 47;

    /// <summary>Whether Terms may be listed at a time.</summary>
    internal static bool AreTermsUsable(in Record terms, long time)
    {
        ulong kind = terms.B2;
        bool isNamed = terms.X.IsZero && terms.Y.IsZero && (terms.A0 | terms.A4 | terms.B0 | terms.B1) == 0;
        bool isDated = kind != (ulong)InstrumentKind.Perpetual;
        bool isOption = kind is (ulong)InstrumentKind.Call or (ulong)InstrumentKind.Put;
        return isNamed
            && kind is >= (ulong)InstrumentKind.Perpetual and <= (ulong)InstrumentKind.Put
            && terms.B3 <= 47
            && IsWithin(terms.A2, 1, (1UL << 24) - 1)
            && IsWithin(terms.A3, 1, (1UL << 24) - 1)
            && IsWithin(terms.B5, 1, (1UL << 36) - 1)
            && terms.B5 * terms.A2 < 1UL << 46
            && (isDated ? IsWithin(terms.A1, (ulong)time + 1, (1UL << 48) - 1) && terms.A1 % RoundMilliseconds == 0 : terms.A1 == 0)
            && (isOption ? IsWithin(terms.B4, 1, terms.B5) : terms.B4 == 0);
    }

    /// <summary>Whether Limits may be set for Terms that are usable.</summary>
    internal static bool AreLimitsUsable(in Record limits, in Record terms)
    {
        // Below 2^46 by the bounds of the terms.
        UInt128 notionalPerLot = terms.B5 * terms.A2;
        bool isNamed = limits.X.IsZero && limits.Y.IsZero;
        return isNamed
            && IsWithin(limits.A1, FeeBias, FeeBias + FeeMax)
            && IsWithin(limits.A2, FeeBias - (limits.A1 - FeeBias), FeeBias + FeeMax)
            && IsWithin(limits.A3, 1_000, 200_000)
            && limits.A4 <= 100_000
            && IsWithin(limits.B1, 10_000, 1_000_000)
            && limits.B2 >= 5_000
            && limits.B2 < limits.B1
            && IsWithin(limits.B3, 1, (1UL << 34) - 1)
            && limits.B3 * notionalPerLot < UInt128.One << 54
            && IsWithin(limits.B4, 1, (1UL << 35) - 1)
            && limits.B4 * notionalPerLot < UInt128.One << 56
            && limits.A0 < 1UL << 48
            && limits.B0 < 1UL << 56
            && limits.B5 <= 1;
    }

    private static bool IsWithin(ulong value, ulong least, ulong most) => value >= least && value <= most;
}
