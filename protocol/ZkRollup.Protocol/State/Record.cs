using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Hashing;

namespace ZkRollup.Protocol.State;

/// <summary>The one shape of all records: two whole elements of Fr and eleven packed fields (docs/protocol.md, 3.1).</summary>
/// <param name="X">Lane 0.</param>
/// <param name="Y">Lane 1.</param>
/// <param name="A0">60 bits of lane 2, from bit 0.</param>
/// <param name="A1">48 bits of lane 2, from bit 60.</param>
/// <param name="A2">48 bits of lane 2, from bit 108.</param>
/// <param name="A3">48 bits of lane 2, from bit 156.</param>
/// <param name="A4">48 bits of lane 2, from bit 204.</param>
/// <param name="B0">60 bits of lane 3, from bit 0.</param>
/// <param name="B1">48 bits of lane 3, from bit 60.</param>
/// <param name="B2">36 bits of lane 3, from bit 108.</param>
/// <param name="B3">36 bits of lane 3, from bit 144.</param>
/// <param name="B4">36 bits of lane 3, from bit 180.</param>
/// <param name="B5">36 bits of lane 3, from bit 216.</param>
public readonly record struct Record(
    Fr X,
    Fr Y,
    ulong A0,
    ulong A1,
    ulong A2,
    ulong A3,
    ulong A4,
    ulong B0,
    ulong B1,
    ulong B2,
    ulong B3,
    ulong B4,
    ulong B5)
{
    /// <summary>Lanes of a leaf.</summary>
    public const int LaneCount = 4;

    /// <summary>The hash of the leaf of a record that does not exist.</summary>
    public static Fr EmptyLeaf { get; } = default(Record).Leaf();

    /// <summary>The four lanes of the leaf.</summary>
    /// <param name="lanes">Receives four elements.</param>
    /// <exception cref="ArgumentOutOfRangeException">A field exceeds its bits.</exception>
    public void WriteLanes(Span<Fr> lanes)
    {
        lanes[0] = X;
        lanes[1] = Y;
        lanes[2] = new LanePacker().Add(A0, 60).Add(A1, 48).Add(A2, 48).Add(A3, 48).Add(A4, 48).ToElement();
        lanes[3] = new LanePacker().Add(B0, 60).Add(B1, 48).Add(B2, 36).Add(B3, 36).Add(B4, 36).Add(B5, 36).ToElement();
    }

    /// <summary>The hash of the leaf.</summary>
    public Fr Leaf()
    {
        Span<Fr> lanes = stackalloc Fr[LaneCount];
        WriteLanes(lanes);
        return Poseidon2.Compress(lanes[0], lanes[1], lanes[2], lanes[3], TreeDomain.Leaf);
    }

    /// <summary>The record of four lanes.</summary>
    /// <returns>False if a packed lane is not below 2^252.</returns>
    public static bool TryFromLanes(ReadOnlySpan<Fr> lanes, out Record record)
    {
        LaneReader a = new(lanes[2]);
        LaneReader b = new(lanes[3]);
        record = new Record(
            lanes[0],
            lanes[1],
            a.Take(60),
            a.Take(48),
            a.Take(48),
            a.Take(48),
            a.Take(48),
            b.Take(60),
            b.Take(48),
            b.Take(36),
            b.Take(36),
            b.Take(36),
            b.Take(36));
        return a.IsEmpty && b.IsEmpty;
    }
}
