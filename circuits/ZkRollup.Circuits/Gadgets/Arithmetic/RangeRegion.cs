using System.Numerics;
using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Gadgets.Arithmetic;

/// <summary>The cells of one <see cref="RangeCheck"/>: the value first, to be computed by anybody, then the check.</summary>
internal sealed class RangeRegion
{
    private readonly CircuitBuilder _builder;
    private readonly RangeLayout _layout;
    private readonly Region _region;
    private readonly int _bits;

    private RangeRegion(CircuitBuilder builder, int bits)
    {
        _builder = builder;
        _bits = bits;
        _layout = new(bits, builder.Shape.LimbBits, builder.Shape.Limbs);
        _region = builder.Allocate($"range {_layout.Columns}", new(_layout.Rows, 1, 0, _layout.Columns));
    }

    /// <summary>The cell whose value is checked.</summary>
    internal Cell Value => _region[0, 0];

    /// <summary>Sets aside the cells for a check of some width.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The width is not from 1 to 253 bits.</exception>
    internal static RangeRegion Allocate(CircuitBuilder builder, int bits)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (bits is < 1 or > RangeCheck.BitsMax)
        {
            throw new ArgumentOutOfRangeException(nameof(bits), bits, $"A range has 1 to {RangeCheck.BitsMax} bits.");
        }

        return new(builder, bits);
    }

    /// <summary>The cheapest width from <paramref name="bits"/> on: whole limbs, if 2^width stays within a limit.</summary>
    /// <exception cref="ArgumentException">Even 2^bits exceeds the limit.</exception>
    internal static int CheapestBits(CircuitBuilder builder, string operation, int bits, BigInteger limit)
    {
        int needed = Math.Max(1, bits);
        if (needed > RangeCheck.BitsMax || FieldInteger.PowerOfTwo(needed) > limit)
        {
            throw new ArgumentException(
                $"{operation} takes a range of {needed} bits, but 2^{needed} must not exceed {limit}: bound the operands.");
        }

        int limbBits = Math.Max(1, builder.Shape.LimbBits);
        int whole = (needed + limbBits - 1) / limbBits * limbBits;
        return whole <= RangeCheck.BitsMax && FieldInteger.PowerOfTwo(whole) <= limit ? whole : needed;
    }

    /// <summary>Demands value &lt; 2^bits.</summary>
    internal Bounded Constrain()
    {
        List<Cell> limbs = [];
        List<Cell> sums = [];
        for (int row = 0; row < _layout.Rows; row++)
        {
            for (int i = 0; i < _layout.LimbsInRow(row); i++)
            {
                limbs.Add(_region.Limb(row, i));
            }

            if (row > 0)
            {
                sums.Add(_region[row, 0]);
            }
        }

        if (_layout.HasShiftedTop)
        {
            limbs.Add(_region.Limb(_layout.Rows - 1, _layout.Columns - 1));
        }

        _builder.Hint(RangeCheck.HintLabel, [Value], [.. sums, .. limbs], Compute);
        for (int row = 0; row < _layout.Rows; row++)
        {
            ConstrainRow(row);
        }

        if (_layout.HasShiftedTop)
        {
            ConstrainTop();
        }

        return new(Value, FieldInteger.PowerOfTwo(_bits) - 1);
    }

    /// <summary>What is left of the value at each row, then its limbs; too large a value makes the top limb too large.</summary>
    private void Compute(ReadOnlySpan<Fr> read, Span<Fr> write)
    {
        Span<ulong> value = stackalloc ulong[Fr.LimbCount];
        read[0].WriteCanonicalLimbs(value);
        for (int row = 1; row < _layout.Rows; row++)
        {
            write[row - 1] = ShiftRight(value, _layout.FirstLimb(row) * _layout.LimbBits);
        }

        Span<Fr> limbs = write[(_layout.Rows - 1)..];
        int top = _layout.LimbCount - 1;
        for (int i = 0; i < top; i++)
        {
            limbs[i] = Fr.FromUInt64(Window(value, i * _layout.LimbBits) & ((1UL << _layout.LimbBits) - 1));
        }

        limbs[top] = ShiftRight(value, top * _layout.LimbBits);
        if (_layout.HasShiftedTop)
        {
            limbs[top + 1] = limbs[top] * TopFactor;
        }
    }

    private Fr TopFactor => Fr.FromUInt64(1UL << (_layout.LimbBits - _layout.TopBits));

    private void ConstrainRow(int row)
    {
        bool isLast = row == _layout.Rows - 1;
        Expression sum = _region.Limb(row, 0);
        int count = _layout.LimbsInRow(row);
        for (int i = 1; i < _layout.Columns; i++)
        {
            Fr weight = i < count ? FieldInteger.ToField(FieldInteger.PowerOfTwo(i * _layout.LimbBits)) : Fr.Zero;
            sum += Expression.Parameter(i - 1, weight) * _region.Limb(row, i);
        }

        if (!isLast)
        {
            Fr weight = FieldInteger.ToField(FieldInteger.PowerOfTwo(count * _layout.LimbBits));
            sum += Expression.Parameter(_layout.Columns - 1, weight) * _region[row + 1, 0];
        }

        _builder.Constrain(isLast ? RangeCheck.LastLabel : RangeCheck.ChainLabel, _region[row, 0] - sum);
    }

    private void ConstrainTop()
    {
        int row = _layout.Rows - 1;
        Expression shifted = _region.Limb(row, _layout.Columns - 1);
        Expression top = _region.Limb(row, _layout.Columns - 2);
        _builder.Constrain(RangeCheck.TopLabel, shifted - (Expression.Parameter(0, TopFactor) * top));
    }

    private static Fr ShiftRight(ReadOnlySpan<ulong> value, int bits)
    {
        Span<ulong> shifted = stackalloc ulong[Fr.LimbCount];
        for (int i = 0; i < shifted.Length; i++)
        {
            shifted[i] = Window(value, bits + (64 * i));
        }

        // A canonical integer only gets smaller.
        Fr.TryFromCanonicalLimbs(shifted, out Fr result);
        return result;
    }

    /// <summary>The 64 bits of a number from some bit on.</summary>
    private static ulong Window(ReadOnlySpan<ulong> value, int start)
    {
        int word = start / 64;
        int shift = start % 64;
        ulong low = word < value.Length ? value[word] >> shift : 0;
        ulong high = shift > 0 && word + 1 < value.Length ? value[word + 1] << (64 - shift) : 0;
        return low | high;
    }
}
