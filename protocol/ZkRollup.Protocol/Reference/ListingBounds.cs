using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Units;

namespace ZkRollup.Protocol.Reference;

/// <summary>§6.2: which Terms and Limits an instrument may have. They come as records that nobody has checked.</summary>
internal static class ListingBounds
{
    /// <summary>The terms are usable.</summary>
    /// <param name="terms">As given.</param>
    /// <param name="time">The time of the transaction.</param>
    internal static bool AreUsableTerms(in Record terms, Timestamp time)
    {
        ulong kind = terms.B2;
        ulong expiry = terms.A1;
        ulong multiplier = terms.A2;
        ulong priceStep = terms.A3;
        ulong underlying = terms.B3;
        ulong strike = terms.B4;
        ulong priceCap = terms.B5;
        bool isDated = kind != (ulong)InstrumentKind.Perpetual;
        bool isOption = kind is (ulong)InstrumentKind.Call or (ulong)InstrumentKind.Put;
        bool isUnnamedZero =
            terms.X.IsZero && terms.Y.IsZero && terms.A0 == 0 && terms.A4 == 0 && terms.B0 == 0 && terms.B1 == 0;
        return kind is >= 1 and <= 4
            && underlying <= 47
            && multiplier is >= 1 and < (1UL << 24)
            && priceCap is >= 1 and < (1UL << 36)
            && priceCap * multiplier < 1UL << 46
            && priceStep is >= 1 and < (1UL << 24)
            && (isDated ? expiry > (ulong)time.Value && expiry < 1UL << 48 && expiry % 3_000 == 0 : expiry == 0)
            && (isOption ? strike >= 1 && strike <= priceCap : strike == 0)
            && isUnnamedZero;
    }

    /// <summary>The limits are usable for terms.</summary>
    /// <param name="limits">As given.</param>
    /// <param name="terms">Usable terms.</param>
    internal static bool AreUsableLimits(in Record limits, in TermsRecord terms)
    {
        long takerFee = Bias.Decode(limits.A1, 48);
        long makerFee = Bias.Decode(limits.A2, 48);
        ulong band = limits.A3;
        ulong markClamp = limits.A4;
        ulong initialRate = limits.B1;
        ulong maintenanceRate = limits.B2;
        ulong positionLimit = limits.B3;
        ulong openInterestCap = limits.B4;
        UInt128 largestPrice = (UInt128)terms.PriceCap.Value * (UInt128)terms.Multiplier.Value;
        return takerFee is >= 0 and <= 10_000
            && makerFee >= -takerFee && makerFee <= 10_000
            && band is >= 1_000 and <= 200_000
            && markClamp <= 100_000
            && initialRate is >= 10_000 and <= 1_000_000
            && maintenanceRate >= 5_000 && maintenanceRate < initialRate
            && positionLimit is >= 1 and < (1UL << 34)
            && positionLimit * largestPrice < UInt128.One << 54
            && openInterestCap is >= 1 and < (1UL << 35)
            && openInterestCap * largestPrice < UInt128.One << 56
            && limits.A0 < 1UL << 48
            && limits.B0 < 1UL << 56
            && limits.B5 <= 1
            && limits.X.IsZero && limits.Y.IsZero;
    }
}
