using System.Buffers.Binary;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Tests;

/// <summary>Programs as bytes: read back as they were, and refused with the cause.</summary>
public sealed class ExpressionProgramCodecTests
{
    private const int Header = 12;
    private const int Instructions = Header + (2 * 32);

    /// <summary>Two constants, ten instructions of every kind, two outputs.</summary>
    private static readonly byte[] Sample = Bytes(ExpressionProgram.Compile(
        (Expression.Column(ColumnKind.Witness, 3, 1) * 5) - Expression.Of(Symbol.ExceptLastRow),
        Expression.PublicScalar(2) + (Expression.Column(ColumnKind.Table, 1) * 5) + 7));

    [Fact]
    public void TryRead_OfWritten_IsTheSameProgram()
    {
        Assert.Equal(ExpressionProgramReadResult.Success, Read([.. Sample, 1, 2, 3], out ExpressionProgram? program, out int length));
        Assert.Equal(Sample.Length, length);
        Assert.Equal([Fr.FromUInt64(5), Fr.FromUInt64(7)], program!.Constants);
        Assert.Equal(
            [
                Instruction.Column(ColumnKind.Witness, 3, 1),
                new(Opcode.Constant, 0, 0),
                new(Opcode.Multiply, 0, 1),
                new(Opcode.Symbol, (int)Symbol.ExceptLastRow, 0),
                new(Opcode.Subtract, 2, 3),
                new(Opcode.PublicScalar, 2, 0),
                Instruction.Column(ColumnKind.Table, 1, 0),
                new(Opcode.Multiply, 6, 1),
                new(Opcode.Add, 5, 7),
                new(Opcode.Constant, 1, 0),
                new(Opcode.Add, 8, 9),
            ],
            program.Instructions);
        Assert.Equal([4, 10], program.Outputs);
        Assert.Equal(Sample, Bytes(program));
        Assert.Equal(new byte[Header], Bytes(ExpressionProgram.Compile()));
    }

    [Fact]
    public void TryRead_AnyPrefix_Truncated()
    {
        for (int length = 0; length < Sample.Length; length++)
        {
            Assert.Equal(ExpressionProgramReadResult.Truncated, Read(Sample[..length], out ExpressionProgram? program, out _));
            Assert.Null(program);
        }
    }

    [Fact]
    public void TryRead_AnyBitChanged_RefusedOrWrittenAgain()
    {
        for (int i = 0; i < 8 * Sample.Length; i++)
        {
            byte[] changed = [.. Sample];
            changed[i / 8] ^= (byte)(1 << (i % 8));
            if (Read(changed, out ExpressionProgram? program, out int length) == ExpressionProgramReadResult.Success)
            {
                Assert.Equal(changed[..length], Bytes(program!));
            }
        }
    }

    [Theory]
    [InlineData(0, 65537, ExpressionProgramReadResult.TooMany)]
    [InlineData(0, -1, ExpressionProgramReadResult.TooMany)]
    [InlineData(4, 1048577, ExpressionProgramReadResult.TooMany)]
    [InlineData(4, 1048576, ExpressionProgramReadResult.Truncated)]
    [InlineData(8, 65537, ExpressionProgramReadResult.TooMany)]
    [InlineData(8, 3, ExpressionProgramReadResult.Truncated)]
    [InlineData(Header, -1, ExpressionProgramReadResult.ConstantNotCanonical)]
    [InlineData(Instructions + 1, 65536, ExpressionProgramReadResult.OperandOutOfRange)]
    [InlineData(Instructions + 1, -1, ExpressionProgramReadResult.OperandOutOfRange)]
    [InlineData(Instructions + 5, 6, ExpressionProgramReadResult.OperandOutOfRange)]
    [InlineData(Instructions + 5, 8, ExpressionProgramReadResult.OperandOutOfRange)]
    [InlineData(Instructions + 5, 11, ExpressionProgramReadResult.OperandOutOfRange)]
    [InlineData(Instructions + 5, 13, ExpressionProgramReadResult.OperandOutOfRange)]
    [InlineData(Instructions + 5, 18, ExpressionProgramReadResult.OperandOutOfRange)]
    [InlineData(Instructions + 9 + 1, 2, ExpressionProgramReadResult.OperandOutOfRange)]
    [InlineData(Instructions + 9 + 5, 1, ExpressionProgramReadResult.OperandOutOfRange)]
    [InlineData(Instructions + 18 + 1, 2, ExpressionProgramReadResult.OperandOutOfRange)]
    [InlineData(Instructions + 18 + 5, 2, ExpressionProgramReadResult.OperandOutOfRange)]
    [InlineData(Instructions + 27 + 1, 7, ExpressionProgramReadResult.OperandOutOfRange)]
    [InlineData(Instructions + 27 + 5, 1, ExpressionProgramReadResult.OperandOutOfRange)]
    [InlineData(Instructions + 45 + 1, 65536, ExpressionProgramReadResult.OperandOutOfRange)]
    [InlineData(Instructions + 45 + 5, 1, ExpressionProgramReadResult.OperandOutOfRange)]
    [InlineData(Instructions + 99, 11, ExpressionProgramReadResult.OutputOutOfRange)]
    [InlineData(Instructions + 99, -1, ExpressionProgramReadResult.OutputOutOfRange)]
    public void TryRead_IntegerOutOfRange_NamesTheCause(int offset, int value, ExpressionProgramReadResult cause)
    {
        byte[] changed = [.. Sample];
        BinaryPrimitives.WriteInt32BigEndian(changed.AsSpan(offset), value);
        Assert.Equal(cause, Read(changed, out ExpressionProgram? program, out _));
        Assert.Null(program);
    }

    [Theory]
    [InlineData(7)]
    [InlineData(255)]
    public void TryRead_UnknownOpcode_SaysSoAndWhere(byte opcode)
    {
        byte[] changed = [.. Sample];
        changed[Instructions + 9] = opcode;
        Assert.Equal(ExpressionProgramReadResult.UnknownOpcode, Read(changed, out _, out int position));
        Assert.Equal(Instructions + 9, position);
    }

    private static ExpressionProgramReadResult Read(byte[] bytes, out ExpressionProgram? program, out int length) =>
        ExpressionProgramCodec.TryRead(bytes, out program, out length);

    private static byte[] Bytes(ExpressionProgram program)
    {
        byte[] bytes = new byte[ExpressionProgramCodec.Length(program)];
        ExpressionProgramCodec.Write(program, bytes);
        return bytes;
    }
}
