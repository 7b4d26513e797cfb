using System.Security.Cryptography;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Prover.Kzg;

/// <summary>Random elements of Fr from the cryptographic generator.</summary>
internal static class RandomScalars
{
    /// <summary>Bytes reduced to one element: 128 bits more than r, so that none is favoured by more than 2^−128.</summary>
    private const int SampleLength = Fr.ByteLength + 16;

    internal static Fr[] Create(int count)
    {
        Fr[] result = new Fr[count];
        Span<byte> sample = stackalloc byte[SampleLength];
        for (int i = 0; i < count; i++)
        {
            RandomNumberGenerator.Fill(sample);
            result[i] = Fr.FromBigEndianReduced(sample);
        }

        CryptographicOperations.ZeroMemory(sample);
        return result;
    }
}
