using ZkRollup.Crypto.Fields;

namespace ZkRollup.Prover.Kzg;

/// <summary>The factors of four rows: w, w² and w³, or none where w = 1, and a fourth root of unity.</summary>
internal sealed class LaneTwiddles
{
    private LaneTwiddles(SharedScalar fourth)
    {
        Fourth = fourth;
        Trivial = this;
    }

    private LaneTwiddles(LaneTwiddles trivial, in Fr root)
    {
        Trivial = trivial;
        Fourth = trivial.Fourth;
        Fr square = root * root;
        First = new(root);
        Second = new(square);
        Third = new(square * root);
    }

    /// <summary>The inverse of the root of unity of order four.</summary>
    internal SharedScalar Fourth { get; }

    /// <summary>w; null where it is 1.</summary>
    internal SharedScalar? First { get; }

    /// <summary>w².</summary>
    internal SharedScalar? Second { get; }

    /// <summary>w³.</summary>
    internal SharedScalar? Third { get; }

    /// <summary>Those for w = 1.</summary>
    internal LaneTwiddles Trivial { get; }

    /// <summary>The twiddles for w = 1.</summary>
    internal static LaneTwiddles Create() => new(new SharedScalar(LaneGroupTransform.InverseRoot(2)));

    /// <summary>The twiddles for w.</summary>
    internal LaneTwiddles For(in Fr root) => root == Fr.One ? Trivial : new(Trivial, root);
}
