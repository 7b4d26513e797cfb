using System.Numerics;
using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Protocol.State;

namespace ZkRollup.Circuits.Rollup.Programs.Queue;

/// <summary>Which Terms and Limits are usable (docs/protocol.md, 6.2).</summary>
/// <remarks>Each rule that does not hold counts; they are usable if none does.</remarks>
internal sealed class ListingRules
{
    private const long RoundLength = 3_000;

    private readonly ProgramWriter _p;
    private Value _broken = 0;

    private ListingRules(ProgramWriter p) => _p = p;

    /// <summary>Whether Terms are usable, and price cap·multiplier: from 1 to 2^46 − 1 if they are, 1 if not.</summary>
    internal static (Bit AreUsable, Value LargestPrice) OfTerms(ProgramWriter p, GivenRecord terms, Value time)
    {
        ListingRules rules = new(p);
        Value product = rules.Prices(terms);
        rules.Kind(terms, time);
        Bit areUsable = rules.Verdict();

        // The product is 1 or more, and below 2^46, where all rules hold.
        Value largest = p.Materialize(areUsable.Select(product, 1)).WithBounds(1, (1L << 46) - 1);
        return (areUsable, largest);
    }

    /// <summary>Whether Limits are usable for Terms.</summary>
    /// <param name="p">The program.</param>
    /// <param name="limits">As given.</param>
    /// <param name="largestPrice">Price cap·multiplier of usable Terms.</param>
    internal static Bit OfLimits(ProgramWriter p, GivenRecord limits, Value largestPrice)
    {
        ListingRules rules = new(p);
        p.Rule("6.2 fees");
        Value taker = limits[Fields.Limits.TakerFee];
        Value maker = limits[Fields.Limits.MakerFee];
        rules.Within(taker, 0, Fields.Limits.TakerFee.High);
        rules.Broken(p.Less(maker, -taker));
        rules.Broken(p.Greater(maker, Fields.Limits.MakerFee.High));
        p.Rule("6.2 band, mark clamp");
        rules.Within(limits[Fields.Limits.Band], 1_000, Fields.Limits.Band.High);
        rules.Broken(p.Greater(limits[Fields.Limits.MarkClamp], Fields.Limits.MarkClamp.High));
        p.Rule("6.2 rates");
        Value initial = limits[Fields.Limits.InitialRate];
        rules.Within(initial, 10_000, Fields.Limits.InitialRate.High);
        rules.Broken(p.Less(limits[Fields.Limits.MaintenanceRate], 5_000));
        rules.Broken(p.AtLeast(limits[Fields.Limits.MaintenanceRate], initial));
        p.Rule("6.2 position limit");
        rules.Size(limits[Fields.Limits.PositionLimit], Fields.Limits.PositionLimit.High, largestPrice, 54);
        p.Rule("6.2 open interest cap");
        rules.Size(limits[Fields.Limits.OpenInterestCap], Fields.Limits.OpenInterestCap.High, largestPrice, 56);
        p.Rule("6.2 minimum notional, insurance target, open");
        rules.Broken(p.Greater(limits[Fields.Limits.MinimumNotional], Fields.Limits.MinimumNotional.High));
        rules.Broken(p.Greater(limits[Fields.Limits.InsuranceTarget], Fields.Limits.InsuranceTarget.High));
        rules.Broken(p.Greater(limits[Fields.Limits.Open], 1));
        return rules.Verdict();
    }

    private void Broken(Bit bit) => _broken += bit;

    private void Within(Value value, long low, long high)
    {
        Broken(_p.Less(value, low));
        Broken(_p.Greater(value, high));
    }

    private Bit Verdict() => new(_p.IsZero(_p.Materialize(_broken)));

    /// <summary>1 ≤ lots ≤ most, and lots·largest price &lt; 2^bits, which is lots ≤ ⌊(2^bits − 1)/largest price⌋.</summary>
    private void Size(Value lots, long most, Value largestPrice, int bits)
    {
        Within(lots, 1, most);
        Broken(_p.Greater(lots, _p.DivideFloor(Value.Of((BigInteger.One << bits) - 1), largestPrice)));
    }

    /// <summary>The rules of multiplier, price cap and price step.</summary>
    /// <returns>Price cap·multiplier.</returns>
    private Value Prices(GivenRecord terms)
    {
        _p.Rule("6.2 multiplier");
        Value multiplier = terms[Fields.Terms.Multiplier];
        Broken(_p.IsZero(multiplier));
        Bit isTooGreat = _p.Greater(multiplier, Fields.Terms.Multiplier.High);
        Broken(isTooGreat);
        _p.Rule("6.2 price cap");
        Broken(_p.IsZero(terms[Fields.Terms.PriceCap]));

        // A multiplier that is too great counts as 0, so that the product is below 2^60 and can be compared.
        Value counted = _p.Materialize(!isTooGreat * multiplier).WithBounds(0, Fields.Terms.Multiplier.High);
        Value product = _p.Materialize(terms[Fields.Terms.PriceCap] * counted);
        Broken(_p.AtLeast(product, 1L << 46));
        _p.Rule("6.2 price step");
        Within(terms[Fields.Terms.PriceStep], 1, Fields.Terms.PriceStep.High);
        return product;
    }

    /// <summary>The rules of kind, underlying, expiry, strike, and of fields without a name.</summary>
    private void Kind(GivenRecord terms, Value time)
    {
        _p.Rule("6.2 kind");
        Value kind = terms[Fields.Terms.Kind];
        Bit isBelow = _p.IsZero(kind);
        Bit isNotDated = _p.Less(kind, (long)InstrumentKind.Future);
        Bit isNoOption = _p.Less(kind, (long)InstrumentKind.Call);
        Broken(isBelow);
        Broken(_p.Greater(kind, Fields.Terms.Kind.High));
        _p.Rule("6.2 underlying");
        Broken(_p.Greater(terms[Fields.Terms.Underlying], Fields.Terms.Underlying.High));

        _p.Rule("6.2 expiry");
        Value expiry = terms[Fields.Terms.Expiry];
        Value rest = expiry - (RoundLength * _p.DivideFloor(expiry, RoundLength));

        // A remainder: the lines of the division say so.
        Bit isRound = _p.IsZero(rest.WithBounds(0, RoundLength - 1));
        Bit isAhead = _p.Less(time, expiry);
        Broken(!new Bit(_p.Materialize(isNotDated.Select(_p.IsZero(expiry), new Bit(_p.Materialize(isRound & isAhead))))));

        _p.Rule("6.2 strike");
        Value strike = terms[Fields.Terms.Strike];
        Bit isNone = _p.IsZero(strike);
        Bit isWithin = !isNone & !_p.Greater(strike, terms[Fields.Terms.PriceCap]);
        Broken(!new Bit(_p.Materialize(isNoOption.Select(isNone, new Bit(_p.Materialize(isWithin))))));

        _p.Rule("6.2 fields without a name");
        HashSet<int> named = [.. Fields.All[RecordClass.Terms].Select(field => field.Index)];
        Value unnamed = 0;
        for (int index = MachineShape.WholeFields; index < MachineShape.Fields; index++)
        {
            unnamed += named.Contains(index) ? 0 : terms.Raw(index);
        }

        Broken(!_p.IsZero(unnamed));
    }
}
