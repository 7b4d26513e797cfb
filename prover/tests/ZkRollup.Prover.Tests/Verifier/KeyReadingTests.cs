using System.Buffers.Binary;
using System.Text.Json;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Fields;
using ZkRollup.Prover.Kzg;
using ZkRollup.Prover.Plonk;
using ZkRollup.Prover.Tests.Plonk;

namespace ZkRollup.Prover.Tests.Verifier;

/// <summary>Altered keys: what this code accepts is what a reader accepts that knows only the document.</summary>
public sealed class KeyReadingTests
{
    private const int CountsOffset = 8 + sizeof(int);
    private const int CountFields = 15;

    private static readonly uint[] Counts = [0, 1, 2, 3, 4, 5, 7, 8, 9, 16, 64, 4096, 4097, 1 << 28, 1 << 29, 1u << 31, uint.MaxValue];

    [NodeFact]
    public void TryRead_AlteredKey_AgreesWithReaderOfTheDocument()
    {
        List<byte[]> keys = [];
        Statement squares = SampleCircuits.Squares(slots: 4, seed: 81);
        Statement everything = SampleCircuits.Everything(slots: 4, limbBits: 5, seed: 81);
        VerifyingKey small = squares.Key(2);
        VerifyingKey large = everything.Key(1);
        keys.AddRange(FlippedBytes(small, stride: 1));
        keys.AddRange(FlippedBytes(large, stride: 11));
        foreach (VerifyingKey key in new[] { small, large })
        {
            keys.Add([.. key.Bytes]);
            keys.Add([.. key.Bytes[..^1]]);
            keys.Add([.. key.Bytes, 0]);
            keys.AddRange(OtherCounts(key));
            keys.AddRange(OtherOperands(key));
        }

        int smallest = keys.Count;
        keys.Add(SmallestKey(witnessCount: 1, termOutputs: 0));
        keys.Add(SmallestKey(witnessCount: 1, termOutputs: 2));
        keys.Add(SmallestKey(witnessCount: 0, termOutputs: 0));
        keys.Add(SmallestKey(witnessCount: 1, termOutputs: 1));

        string answer = NodeProgram.Run(JsonSerializer.Serialize(new { keys = keys.Select(Hex) }), "plonk.mjs");
        string?[] faults = JsonSerializer.Deserialize<string?[]>(answer)!;
        Assert.Equal(keys.Count, faults.Length);
        Dictionary<VerifyingKeyStatus, int> causes = [];
        for (int i = 0; i < keys.Count; i++)
        {
            VerifyingKeyReadResult result = VerifyingKey.TryRead(keys[i], out _);
            Assert.True(result.IsSuccess == faults[i] is null, $"key {i}: {result} here, {faults[i] ?? "accepted"} there; {Hex(keys[i])}");
            causes[result.Status] = causes.GetValueOrDefault(result.Status) + 1;
        }

        Assert.Equal(Enum.GetValues<VerifyingKeyStatus>().Where(IsReached), causes.Keys.Order());
        Assert.InRange(causes[VerifyingKeyStatus.Success], 100, keys.Count / 2);
        Assert.Equal([true, true, false, false], keys.Skip(smallest).Select(key => VerifyingKey.TryRead(key, out _).IsSuccess));
    }

    /// <summary>A single bit hardly leads from one point of the curve to another.</summary>
    private static bool IsReached(VerifyingKeyStatus status) => status != VerifyingKeyStatus.PointNotInSubgroup;

    private static IEnumerable<byte[]> FlippedBytes(VerifyingKey key, int stride)
    {
        for (int i = 0; i < key.Bytes.Length; i += stride)
        {
            byte[] changed = [.. key.Bytes];
            changed[i] ^= (byte)(1 << (i % 8));
            yield return changed;
        }
    }

    private static IEnumerable<byte[]> OtherCounts(VerifyingKey key)
    {
        int start = CountsOffset + key.Shape.Name.Length;
        int lists = key.Shape.TablePeriods.Count + key.Shape.RotatedWitness.Count + key.Shape.RotatedHelpers.Count;
        for (int field = 0; field < CountFields + lists; field++)
        {
            foreach (uint count in Counts)
            {
                yield return With(key, start + (4 * field), count);
            }
        }
    }

    /// <summary>Each symbol replaced by each other, and in the small key each kind of column and each operand by a few others.</summary>
    private static IEnumerable<byte[]> OtherOperands(VerifyingKey key)
    {
        int lists = key.Shape.TablePeriods.Count + key.Shape.RotatedWitness.Count + key.Shape.RotatedHelpers.Count;
        int start = CountsOffset + key.Shape.Name.Length + (4 * (CountFields + lists));
        foreach (ExpressionProgram program in new[] { key.Combined, key.PublicTerms })
        {
            int offset = start + 12 + (32 * program.Constants.Count);
            for (int i = 0; i < program.Instructions.Count; i++, offset += 9)
            {
                Opcode opcode = program.Instructions[i].Opcode;
                for (uint value = 0; value <= 16; value++)
                {
                    if (opcode == Opcode.Symbol || (i % 8 == 0 && value < 3))
                    {
                        yield return With(key, offset + 1, value);
                    }

                    if (opcode == Opcode.Column && (i % 4 == 0))
                    {
                        yield return With(key, offset + 5, value);
                    }
                }
            }

            start += ExpressionProgramCodec.Length(program);
        }
    }

    /// <summary>
    /// No name; the square of a fixed column whose commitment is infinity; a value of BusBalance that nothing uses; terms 1/1.
    /// </summary>
    private static byte[] SmallestKey(int witnessCount, int termOutputs)
    {
        byte[] tau = new byte[PointCodec.G2Length];
        PointCodec.Write(DevelopmentSecret.TauG2, tau);
        int[] counts = [16, 2, 1, 1, 0, witnessCount, 0, 0, 0, 0, 1, 0, 1, 1, 0];
        byte[] column = [(byte)Opcode.Column, .. Integers(0, 0)];
        byte[] balance = [(byte)Opcode.Symbol, .. Integers((int)Symbol.BusBalance, 0)];
        byte[] square = [(byte)Opcode.Multiply, .. Integers(0, 0)];
        byte[] one = [(byte)Opcode.Constant, .. Integers(0, 0)];
        return
        [
            .. "ZKRVKEY3"u8, .. Integers(0), .. Integers(counts),
            .. Integers(0, 3, 1), .. column, .. balance, .. square, .. Integers(2),
            .. Integers(1, 1, termOutputs), .. new byte[Fr.ByteLength - 1], 1, .. one, .. Integers(new int[termOutputs]),
            .. new byte[PointCodec.G1Length], .. tau, .. new byte[ReferenceString.DigestLength], 1,
        ];
    }

    private static byte[] Integers(params int[] values)
    {
        byte[] bytes = new byte[values.Length * sizeof(int)];
        for (int i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(i * sizeof(int)), values[i]);
        }

        return bytes;
    }

    private static byte[] With(VerifyingKey key, int offset, uint value)
    {
        byte[] changed = [.. key.Bytes];
        BinaryPrimitives.WriteUInt32BigEndian(changed.AsSpan(offset), value);
        return changed;
    }

    private static string Hex(byte[] bytes) => "0x" + Convert.ToHexStringLower(bytes);
}
