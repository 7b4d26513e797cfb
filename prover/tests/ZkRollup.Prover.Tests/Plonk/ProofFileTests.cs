using System.Buffers.Binary;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Signatures;
using ZkRollup.Prover.Plonk;

namespace ZkRollup.Prover.Tests.Plonk;

public sealed class ProofFileTests
{
    private const int HeaderLength = 8 + 32 + 4 + 8 + 20;

    [Fact]
    public void ToBytes_ReadBack_IsTheSame()
    {
        ProofFile file = Sample();
        byte[] bytes = file.ToBytes();
        Assert.Equal(ProofFileStatus.Success, ProofFile.TryRead(bytes, out ProofFile? read));
        Assert.Equal(bytes, read!.ToBytes());
        Assert.Equal(file.Slots, read.Slots);
        Assert.Equal(file.Context.ChainId, read.Context.ChainId);
        Assert.Equal(file.Context.Contract, read.Context.Contract);
        Assert.Equal(file.Context.BlobHashes, read.Context.BlobHashes);
        Assert.Equal(file.Inputs.Scalars, read.Inputs.Scalars);
        Assert.Equal(file.Inputs.Columns.Select(column => column[1]), read.Inputs.Columns.Select(column => column[1]));
        Assert.Equal(file.Proof, read.Proof);
        Assert.Equal(file.KeyDigest, read.KeyDigest);
    }

    [Fact]
    public void TryRead_EveryTruncation_IsRejected()
    {
        byte[] bytes = Sample().ToBytes();
        for (int length = 0; length < bytes.Length; length++)
        {
            ProofFileStatus expected = length < 8 ? ProofFileStatus.UnknownVersion : ProofFileStatus.Truncated;
            Assert.Equal(expected, ProofFile.TryRead(bytes.AsSpan(0, length), out ProofFile? file));
            Assert.Null(file);
        }
    }

    [Fact]
    public void TryRead_ByteAppended_IsTrailing() =>
        Assert.Equal(ProofFileStatus.TrailingBytes, ProofFile.TryRead([.. Sample().ToBytes(), 0], out _));

    [Fact]
    public void TryRead_ScalarEqualToModulus_IsNotCanonical()
    {
        byte[] bytes = Sample().ToBytes();
        int scalar = HeaderLength + 4 + 32 + 12;
        (-Fr.One).WriteBigEndian(bytes.AsSpan(scalar));
        Assert.Equal(ProofFileStatus.Success, ProofFile.TryRead(bytes, out _));
        bytes[scalar + 31]++;
        Assert.Equal(ProofFileStatus.ScalarNotCanonical, ProofFile.TryRead(bytes, out _));
    }

    [Theory]
    [InlineData(HeaderLength, int.MaxValue)]
    [InlineData(HeaderLength, -1)]
    [InlineData(HeaderLength + 4 + 32, int.MaxValue)]
    [InlineData(HeaderLength + 4 + 32 + 4, int.MaxValue)]
    [InlineData(HeaderLength + 4 + 32 + 8, int.MaxValue)]
    [InlineData(HeaderLength + 4 + 32 + 8, 0)]
    public void TryRead_CountChanged_NeverReadsBeyondTheEnd(int offset, int count)
    {
        byte[] bytes = Sample().ToBytes();
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(offset), count);
        Assert.NotEqual(ProofFileStatus.Success, ProofFile.TryRead(bytes, out ProofFile? file));
        Assert.Null(file);
    }

    [Fact]
    public void Constructor_ColumnsOfDifferentLength_Throws()
    {
        PublicInputs inputs = new([], [[Fr.One], []]);
        Assert.Throws<ArgumentException>(() => new ProofFile(new byte[32], 1, new(1, default), inputs, []));
    }

    private static ProofFile Sample()
    {
        byte[] address = [.. Enumerable.Range(1, EthereumAddress.Bytes).Select(value => (byte)value)];
        Assert.True(EthereumAddress.TryRead(address, out EthereumAddress contract));
        byte[] blob = new byte[ProofContext.BlobHashLength];
        blob[0] = 1;
        PublicInputs inputs = new([Fr.FromUInt64(5)], [[Fr.FromUInt64(6), Fr.FromUInt64(7)], [Fr.FromUInt64(8), Fr.FromUInt64(9)]]);
        byte[] digest = [.. Enumerable.Repeat((byte)0xd1, 32)];
        return new(digest, 16, new(31337, contract, blob), inputs, [1, 2, 3]);
    }
}
