using ZkRollup.Circuits.Builder;

namespace ZkRollup.Circuits.Gadgets.State;

/// <summary>The leaves of one class of records: address = Base + Stride·block + OffsetBase + offset.</summary>
/// <param name="Base">The address of block 0.</param>
/// <param name="Blocks">Blocks are 0 to Blocks − 1.</param>
/// <param name="Stride">Leaves of a block.</param>
/// <param name="OffsetBase">Where the class starts within a block.</param>
/// <param name="Offsets">Offsets are 0 to Offsets − 1; 1 if a block has one record of the class.</param>
/// <remarks>
/// The class ends within its block, so block and offset within their bounds determine an address and are determined by it.
/// An address is that of the whole tree: the two bits above the index within a subtree choose the subtree.
/// </remarks>
public sealed record AddressLayout(ulong Base, ulong Blocks = 1, ulong Stride = 1, ulong OffsetBase = 0, ulong Offsets = 1)
{
    /// <summary>Addresses are below this limit, whatever the depth.</summary>
    public const ulong Limit = 1UL << 32;

    private ulong End => Base + (Blocks * Stride);

    /// <summary>The address of a record.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The record is none of the class.</exception>
    public ulong AddressOf(ulong block, ulong offset = 0)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(block, Blocks);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(offset, Offsets);
        return Base + (Stride * block) + OffsetBase + offset;
    }

    /// <summary>The address of a record as wires.</summary>
    /// <param name="block">Its block, in a copied column; null if the class has one block.</param>
    /// <param name="offset">Its offset, in a copied column; null if a block has one record of the class.</param>
    /// <exception cref="ArgumentException">A part is missing, or its bound does not prove that it lies within the class.</exception>
    public RecordAddress At(Bounded? block = null, Bounded? offset = null) => new(this, block, offset);

    /// <summary>False if no address belongs to both classes.</summary>
    /// <remarks>Classes with blocks of their own size are told apart only by disjoint ranges of blocks.</remarks>
    internal bool Overlaps(AddressLayout other)
    {
        if (End <= other.Base || other.End <= Base)
        {
            return false;
        }

        bool sameBlocks = Base == other.Base && Stride == other.Stride;
        return !sameBlocks || (OffsetBase < other.OffsetBase + other.Offsets && other.OffsetBase < OffsetBase + Offsets);
    }

    /// <summary>Throws unless the class is not empty, ends within its block and lies below the limit.</summary>
    internal void Require(ulong limit)
    {
        bool isSmall = Base < Limit && Blocks <= Limit && Stride <= Limit && OffsetBase < Limit && Offsets <= Limit;
        if (!isSmall || Blocks == 0 || Offsets == 0 || OffsetBase + Offsets > Stride || Blocks > (limit - Math.Min(Base, limit)) / Stride)
        {
            throw new ArgumentException($"{this} does not lie within blocks below address {limit}.");
        }
    }
}
