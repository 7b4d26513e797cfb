using System.Buffers.Binary;
using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Benchmarks;

/// <summary>Statement: the prover knows 64 numbers a slot, each below 2^64.</summary>
/// <remarks>
/// Preconditions: none; the numbers are private, as are the balances that such checks guard.
/// Constraints: ranges.sum, degree 1, on every row, a gate for each of four numbers: it is the sum of its limbs, weighted with powers of
/// 2^b; limb[i]: every limb is below 2^b.
/// Cost: with limbs of 16 bits a number and 4 limbs, and for four numbers together the counter, the multiplicities, four columns of
/// fractions and their sum: 6.75 cells a number.
/// Soundness: docs/circuits/arithmetic.md#range; the weighted sum of the limbs is below 2^64 and so below r.
/// Negative tests: Ranges_TwoToTheSixtyFour_FailsItsTopLimbAlone, Ranges_EveryAttack_IsNoticed.
/// </remarks>
public sealed class RangeBenchmark : IBenchmarkCircuit
{
    internal const string SumLabel = "ranges.sum";

    private const int Bits = 64;
    private const int Rows = 16;
    private const int NumbersPerRow = 4;

    /// <summary>Builds the circuit.</summary>
    /// <param name="limbBits">Bits of a limb: 4, 8 or 16; the batch must have at least 2^limbBits rows.</param>
    /// <exception cref="ArgumentOutOfRangeException">The limbs do not make up 64 bits.</exception>
    public RangeBenchmark(int limbBits = 16)
    {
        if (limbBits is not (4 or 8 or 16))
        {
            throw new ArgumentOutOfRangeException(nameof(limbBits), limbBits, $"Limbs of 4, 8 or 16 bits make up {Bits}.");
        }

        int limbs = Bits / limbBits;
        Fr topInverse = InverseOfPowerOfTwo(Bits - limbBits);
        CircuitBuilder builder = new(Name, new(Rows, 0, NumbersPerRow, NumbersPerRow * limbs, limbBits));
        Region region = builder.Allocate("ranges", new(Rows, 0, NumbersPerRow, NumbersPerRow * limbs));
        for (int row = 0; row < Rows; row++)
        {
            for (int number = 0; number < NumbersPerRow; number++)
            {
                int first = number * limbs;
                Cell[] cells = [.. Enumerable.Range(first, limbs).Select(limb => region.Limb(row, limb))];
                builder.Input(region[row, number]);
                builder.Hint("ranges", [region[row, number]], cells, (read, write) => Split(read[0], limbBits, topInverse, write));
            }
        }

        for (int number = 0; number < NumbersPerRow; number++)
        {
            Expression sum = Expression.Zero;
            for (int limb = limbs - 1; limb >= 0; limb--)
            {
                sum = (sum * (1L << limbBits)) + Column(region.Limb(0, (number * limbs) + limb));
            }

            builder.ConstrainEveryRow(SumLabel, Column(region[0, number]) - sum);
        }

        Built = builder.Build();
    }

    /// <inheritdoc/>
    public string Name => "ranges";

    /// <inheritdoc/>
    public BuiltCircuit Built { get; }

    /// <inheritdoc/>
    public int ItemsPerSlot => Rows * NumbersPerRow;

    /// <inheritdoc/>
    public BenchmarkBatch Prepare(int slots, ulong seed) => new(
        (slot, inputs) =>
        {
            Span<byte> bytes = stackalloc byte[32];
            for (int i = 0; i < inputs.Length; i++)
            {
                BenchmarkSeed.WriteBytes(seed, ((ulong)slot * (ulong)inputs.Length) + (ulong)i, bytes);
                inputs[i] = Fr.FromUInt64(BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            }
        },
        PublicInputs.None);

    private static Expression Column(Cell cell) => Expression.Column(ColumnKind.Witness, cell.Column);

    /// <summary>The limbs of a number; the last one takes all that is left, so that a number too large fails its lookup.</summary>
    private static void Split(in Fr number, int limbBits, in Fr topInverse, Span<Fr> limbs)
    {
        Span<ulong> words = stackalloc ulong[Fr.LimbCount];
        number.WriteCanonicalLimbs(words);
        ulong mask = (1UL << limbBits) - 1;
        for (int i = 0; i < limbs.Length; i++)
        {
            limbs[i] = Fr.FromUInt64((words[0] >> (i * limbBits)) & mask);
        }

        if ((words[1] | words[2] | words[3]) != 0)
        {
            limbs[^1] += (number - Fr.FromUInt64(words[0])) * topInverse;
        }
    }

    private static Fr InverseOfPowerOfTwo(int exponent)
    {
        _ = Fr.TryInvert(Fr.FromUInt64(1UL << exponent), out Fr inverse);
        return inverse;
    }
}
