using ZkRollup.Bench.Harness;
using ZkRollup.Crypto.Curves;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Bench.Micro;

/// <summary>Inputs of benchmarks, the same in every run.</summary>
internal static class Inputs
{
    /// <summary>Random elements of Fp.</summary>
    internal static Fp[] FpElements(int count) => Elements(count, static bytes => Fp.FromBigEndianReduced(bytes));

    /// <summary>Random elements of Fr.</summary>
    internal static Fr[] FrElements(int count) => Elements(count, static bytes => Fr.FromBigEndianReduced(bytes));

    /// <summary>Distinct points of G1: k·G, k = 1 … <paramref name="count"/>.</summary>
    internal static G1Affine[] Points(int count)
    {
        G1Jacobian[] sums = new G1Jacobian[count];
        G1Jacobian sum = G1Jacobian.Generator;
        for (int i = 0; i < count; i++)
        {
            sums[i] = sum;
            G1Jacobian.AddMixed(sum, G1Affine.Generator, out sum);
        }

        G1Affine[] points = new G1Affine[count];
        G1Jacobian.BatchToAffine(sums, points);
        return points;
    }

    /// <summary>Random scalars of a width, little-endian, ⌈bits/8⌉ bytes each; those of 255 bits are below r.</summary>
    internal static byte[] Scalars(int count, int bits)
    {
        int width = (bits + 7) / 8;
        byte[] scalars = new byte[count * width];
        if (bits == 255)
        {
            Fr[] elements = FrElements(count);
            for (int i = 0; i < count; i++)
            {
                elements[i].WriteLittleEndian(scalars.AsSpan(i * width, width));
            }
        }
        else
        {
            new Random(BenchmarkContext.Seed).NextBytes(scalars);
        }

        return scalars;
    }

    /// <summary>The same scalars as elements of Fr, for scalars of at most 255 bits that are below r.</summary>
    internal static Fr[] ToFr(ReadOnlySpan<byte> scalars, int bits)
    {
        int width = (bits + 7) / 8;
        Fr[] elements = new Fr[scalars.Length / width];
        Span<byte> padded = stackalloc byte[Fr.ByteLength];
        for (int i = 0; i < elements.Length; i++)
        {
            scalars.Slice(i * width, width).CopyTo(padded);
            if (!Fr.TryReadLittleEndian(padded, out elements[i]))
            {
                throw new ArgumentException($"Scalar {i} is not below r.", nameof(scalars));
            }
        }

        return elements;
    }

    private static T[] Elements<T>(int count, Func<byte[], T> reduce)
    {
        Random random = new(BenchmarkContext.Seed);
        byte[] bytes = new byte[64];
        T[] elements = new T[count];
        for (int i = 0; i < count; i++)
        {
            random.NextBytes(bytes);
            elements[i] = reduce(bytes);
        }

        return elements;
    }
}
