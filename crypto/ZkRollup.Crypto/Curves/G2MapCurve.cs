using ZkRollup.Crypto.Fields;

namespace ZkRollup.Crypto.Curves;

/// <summary>y² = x³ + 240u·x + 1012(1 + u) over Fp2, 3-isogenous to G2: constants of RFC 9380, section 8.8.2 and appendix E.3.</summary>
internal readonly struct G2MapCurve : IMapCurve<Fp2>
{
    public static Fp2 A { get; } = new(Fp.Zero, Fp.FromUInt64(240));

    public static Fp2 B { get; } = new(Fp.FromUInt64(1012), Fp.FromUInt64(1012));

    public static Fp2 Z { get; } = new(Fp.FromInt64(-2), Fp.FromInt64(-1));

    public static bool IsOdd(in Fp2 a) => a.IsOdd;

    public static bool TrySquareRootVarTime(in Fp2 a, out Fp2 result) => Fp2.TrySquareRootVarTime(a, out result);

    public static ReadOnlySpan<Fp2> XNumerator => XNumeratorTable;

    public static ReadOnlySpan<Fp2> XDenominator => XDenominatorTable;

    public static ReadOnlySpan<Fp2> YNumerator => YNumeratorTable;

    public static ReadOnlySpan<Fp2> YDenominator => YDenominatorTable;

    private static readonly Fp2[] XNumeratorTable =
    [
        new(
            Fp.FromHex("05c759507e8e333ebb5b7a9a47d7ed8532c52d39fd3a042a88b58423c50ae15d5c2638e343d9c71c6238aaaaaaaa97d6"),
            Fp.FromHex("05c759507e8e333ebb5b7a9a47d7ed8532c52d39fd3a042a88b58423c50ae15d5c2638e343d9c71c6238aaaaaaaa97d6")),
        new(
            Fp.Zero,
            Fp.FromHex("11560bf17baa99bc32126fced787c88f984f87adf7ae0c7f9a208c6b4f20a4181472aaa9cb8d555526a9ffffffffc71a")),
        new(
            Fp.FromHex("11560bf17baa99bc32126fced787c88f984f87adf7ae0c7f9a208c6b4f20a4181472aaa9cb8d555526a9ffffffffc71e"),
            Fp.FromHex("08ab05f8bdd54cde190937e76bc3e447cc27c3d6fbd7063fcd104635a790520c0a395554e5c6aaaa9354ffffffffe38d")),
        new(
            Fp.FromHex("171d6541fa38ccfaed6dea691f5fb614cb14b4e7f4e810aa22d6108f142b85757098e38d0f671c7188e2aaaaaaaa5ed1"),
            Fp.Zero),
    ];

    private static readonly Fp2[] XDenominatorTable =
    [
        new(
            Fp.Zero,
            Fp.FromHex("1a0111ea397fe69a4b1ba7b6434bacd764774b84f38512bf6730d2a0f6b0f6241eabfffeb153ffffb9feffffffffaa63")),
        new(
            Fp.FromUInt64(12),
            Fp.FromHex("1a0111ea397fe69a4b1ba7b6434bacd764774b84f38512bf6730d2a0f6b0f6241eabfffeb153ffffb9feffffffffaa9f")),
        Fp2.One,
    ];

    private static readonly Fp2[] YNumeratorTable =
    [
        new(
            Fp.FromHex("1530477c7ab4113b59a4c18b076d11930f7da5d4a07f649bf54439d87d27e500fc8c25ebf8c92f6812cfc71c71c6d706"),
            Fp.FromHex("1530477c7ab4113b59a4c18b076d11930f7da5d4a07f649bf54439d87d27e500fc8c25ebf8c92f6812cfc71c71c6d706")),
        new(
            Fp.Zero,
            Fp.FromHex("05c759507e8e333ebb5b7a9a47d7ed8532c52d39fd3a042a88b58423c50ae15d5c2638e343d9c71c6238aaaaaaaa97be")),
        new(
            Fp.FromHex("11560bf17baa99bc32126fced787c88f984f87adf7ae0c7f9a208c6b4f20a4181472aaa9cb8d555526a9ffffffffc71c"),
            Fp.FromHex("08ab05f8bdd54cde190937e76bc3e447cc27c3d6fbd7063fcd104635a790520c0a395554e5c6aaaa9354ffffffffe38f")),
        new(
            Fp.FromHex("124c9ad43b6cf79bfbf7043de3811ad0761b0f37a1e26286b0e977c69aa274524e79097a56dc4bd9e1b371c71c718b10"),
            Fp.Zero),
    ];

    private static readonly Fp2[] YDenominatorTable =
    [
        new(
            Fp.FromHex("1a0111ea397fe69a4b1ba7b6434bacd764774b84f38512bf6730d2a0f6b0f6241eabfffeb153ffffb9feffffffffa8fb"),
            Fp.FromHex("1a0111ea397fe69a4b1ba7b6434bacd764774b84f38512bf6730d2a0f6b0f6241eabfffeb153ffffb9feffffffffa8fb")),
        new(
            Fp.Zero,
            Fp.FromHex("1a0111ea397fe69a4b1ba7b6434bacd764774b84f38512bf6730d2a0f6b0f6241eabfffeb153ffffb9feffffffffa9d3")),
        new(
            Fp.FromUInt64(18),
            Fp.FromHex("1a0111ea397fe69a4b1ba7b6434bacd764774b84f38512bf6730d2a0f6b0f6241eabfffeb153ffffb9feffffffffaa99")),
        Fp2.One,
    ];
}
