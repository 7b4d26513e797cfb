using ZkRollup.Crypto.Fields;
using ZkRollup.Protocol.Reference;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Units;

namespace ZkRollup.Protocol.Tests.Reference;

/// <summary>§6.2: every bound at its last usable value and one beyond.</summary>
public class ListingBoundsTests
{
    private const ulong Bias48 = 1UL << 47;
    private static readonly Timestamp Now = new(3_000);
    private static readonly Record Future = Venue.TermsOf(InstrumentKind.Future, expiry: 6_000);
    private static readonly Record Call = Venue.TermsOf(InstrumentKind.Call, expiry: 6_000, strike: 1);
    private static readonly Record Limits = Venue.LimitsOf();

    public static TheoryData<string, bool> TermsCases() => Table(TermsTable());

    public static TheoryData<string, bool> LimitsCases() => Table(LimitsTable());

    [Theory]
    [MemberData(nameof(TermsCases))]
    public void Terms_AtABound_AreUsableOrNot(string name, bool expected) =>
        Assert.Equal(expected, ListingBounds.AreUsableTerms(TermsTable()[name].Record, Now));

    [Theory]
    [MemberData(nameof(LimitsCases))]
    public void Limits_AtABound_AreUsableOrNot(string name, bool expected)
    {
        // Price cap times multiplier is 10^6.
        TermsRecord terms = TermsRecord.FromRecord(Future);
        Assert.Equal(1_000_000, terms.PriceCap.Value * terms.Multiplier.Value);
        Assert.Equal(expected, ListingBounds.AreUsableLimits(LimitsTable()[name].Record, terms));
    }

    private static TheoryData<string, bool> Table(Dictionary<string, (Record Record, bool Expected)> table)
    {
        TheoryData<string, bool> data = [];
        foreach ((string name, (Record _, bool expected)) in table)
        {
            data.Add(name, expected);
        }

        return data;
    }

    private static Dictionary<string, (Record Record, bool Expected)> TermsTable() => new()
    {
        ["future"] = (Future, true),
        ["call"] = (Call, true),
        ["put"] = (Call with { B2 = 4 }, true),
        ["perpetual"] = (Future with { B2 = 1, A1 = 0 }, true),
        ["kind 0"] = (Future with { B2 = 0 }, false),
        ["kind 5"] = (Call with { B2 = 5 }, false),
        ["underlying 47"] = (Future with { B3 = 47 }, true),
        ["underlying 48"] = (Future with { B3 = 48 }, false),
        ["multiplier 0"] = (Future with { A2 = 0 }, false),
        ["multiplier 2^24 - 1"] = (Future with { A2 = (1 << 24) - 1, B5 = 1 }, true),
        ["multiplier 2^24"] = (Future with { A2 = 1 << 24, B5 = 1 }, false),
        ["price cap 0"] = (Future with { B5 = 0 }, false),
        ["price cap 1"] = (Future with { B5 = 1 }, true),
        ["product below 2^46"] = (Future with { A2 = 1 << 12, B5 = (1UL << 34) - 1 }, true),
        ["product 2^46"] = (Future with { A2 = 1 << 12, B5 = 1UL << 34 }, false),
        ["step 0"] = (Future with { A3 = 0 }, false),
        ["step 2^24 - 1"] = (Future with { A3 = (1 << 24) - 1 }, true),
        ["step 2^24"] = (Future with { A3 = 1 << 24 }, false),
        ["expiry now"] = (Future with { A1 = 3_000 }, false),
        ["expiry between rounds"] = (Future with { A1 = 6_001 }, false),
        ["expiry of a perpetual"] = (Future with { B2 = 1 }, false),
        ["strike 0 of an option"] = (Call with { B4 = 0 }, false),
        ["strike of a future"] = (Future with { B4 = 1 }, false),
        ["a0"] = (Future with { A0 = 1 }, false),
        ["a4"] = (Future with { A4 = 1 }, false),
        ["b0"] = (Future with { B0 = 1 }, false),
        ["b1"] = (Future with { B1 = 1 }, false),
        ["x"] = (Future with { X = Fr.One }, false),
        ["y"] = (Future with { Y = Fr.One }, false),
    };

    private static Dictionary<string, (Record Record, bool Expected)> LimitsTable() => new()
    {
        ["as usual"] = (Limits, true),
        ["zero"] = (default, false),
        ["taker fee -1"] = (Limits with { A1 = Bias48 - 1, A2 = Bias48 + 1 }, false),
        ["taker fee 0"] = (Limits with { A1 = Bias48, A2 = Bias48 }, true),
        ["taker fee 10,000"] = (Limits with { A1 = Bias48 + 10_000 }, true),
        ["taker fee 10,001"] = (Limits with { A1 = Bias48 + 10_001 }, false),
        ["rebate of all"] = (Limits with { A1 = Bias48 + 500, A2 = Bias48 - 500 }, true),
        ["rebate of more"] = (Limits with { A1 = Bias48 + 500, A2 = Bias48 - 501 }, false),
        ["maker fee 10,000"] = (Limits with { A2 = Bias48 + 10_000 }, true),
        ["maker fee 10,001"] = (Limits with { A2 = Bias48 + 10_001 }, false),
        ["band 999"] = (Limits with { A3 = 999 }, false),
        ["band 1,000"] = (Limits with { A3 = 1_000 }, true),
        ["band 200,000"] = (Limits with { A3 = 200_000 }, true),
        ["band 200,001"] = (Limits with { A3 = 200_001 }, false),
        ["clamp 100,000"] = (Limits with { A4 = 100_000 }, true),
        ["clamp 100,001"] = (Limits with { A4 = 100_001 }, false),
        ["initial 9,999"] = (Limits with { B1 = 9_999, B2 = 5_000 }, false),
        ["initial 10,000"] = (Limits with { B1 = 10_000, B2 = 5_000 }, true),
        ["initial 1,000,000"] = (Limits with { B1 = 1_000_000 }, true),
        ["initial 1,000,001"] = (Limits with { B1 = 1_000_001 }, false),
        ["maintenance 4,999"] = (Limits with { B2 = 4_999 }, false),
        ["maintenance as initial"] = (Limits with { B2 = 100_000 }, false),
        ["maintenance below initial"] = (Limits with { B2 = 99_999 }, true),
        ["position limit 0"] = (Limits with { B3 = 0 }, false),
        ["position limit of notional"] = (Limits with { B3 = 18_014_398_509 }, false),
        ["position limit 2^34 - 1"] = (Limits with { B3 = (1UL << 34) - 1 }, true),
        ["position limit 2^34"] = (Limits with { B3 = 1UL << 34 }, false),
        ["open interest cap 0"] = (Limits with { B4 = 0 }, false),
        ["open interest cap 2^35 - 1"] = (Limits with { B4 = (1UL << 35) - 1 }, true),
        ["open interest cap 2^35"] = (Limits with { B4 = 1UL << 35 }, false),
        ["minimum notional 2^48 - 1"] = (Limits with { A0 = (1UL << 48) - 1 }, true),
        ["minimum notional 2^48"] = (Limits with { A0 = 1UL << 48 }, false),
        ["insurance target 2^56 - 1"] = (Limits with { B0 = (1UL << 56) - 1 }, true),
        ["insurance target 2^56"] = (Limits with { B0 = 1UL << 56 }, false),
        ["closed"] = (Limits with { B5 = 0 }, true),
        ["open 2"] = (Limits with { B5 = 2 }, false),
        ["x"] = (Limits with { X = Fr.One }, false),
        ["y"] = (Limits with { Y = Fr.One }, false),
    };
}
