using System.Buffers.Binary;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.ConstraintSystem;

/// <summary>Programs as bytes: three counts, then constants, instructions and outputs; integers of 4 bytes, big-endian.</summary>
/// <remarks>See docs/proof-format.md. Reading is strict: every accepted string is what <see cref="Write"/> makes of its program.</remarks>
public static class ExpressionProgramCodec
{
    /// <summary>Most constants.</summary>
    public const int ConstantsMax = 1 << 16;

    /// <summary>Most instructions.</summary>
    public const int InstructionsMax = 1 << 20;

    /// <summary>Most outputs.</summary>
    public const int OutputsMax = 1 << 16;

    /// <summary>Columns and public scalars have smaller indices.</summary>
    public const int IndexMax = 1 << 16;

    private const int HeaderLength = 3 * sizeof(int);
    private const int InstructionLength = 1 + (2 * sizeof(int));

    /// <summary>Bytes of a program.</summary>
    /// <exception cref="ArgumentException">The program exceeds a limit.</exception>
    public static int Length(ExpressionProgram program)
    {
        ArgumentNullException.ThrowIfNull(program);
        RequireAtMost(program.Constants.Count, ConstantsMax, "constants");
        RequireAtMost(program.Instructions.Count, InstructionsMax, "instructions");
        RequireAtMost(program.Outputs.Count, OutputsMax, "outputs");
        return HeaderLength + (program.Constants.Count * Fr.ByteLength) + (program.Instructions.Count * InstructionLength)
            + (program.Outputs.Count * sizeof(int));
    }

    /// <summary>Writes a program.</summary>
    /// <param name="program">The program.</param>
    /// <param name="destination">Receives as many bytes as <see cref="Length"/> says.</param>
    /// <exception cref="ArgumentException">The program exceeds a limit.</exception>
    public static void Write(ExpressionProgram program, Span<byte> destination)
    {
        Span<byte> rest = destination[..Length(program)];
        WriteInteger(program.Constants.Count, ref rest);
        WriteInteger(program.Instructions.Count, ref rest);
        WriteInteger(program.Outputs.Count, ref rest);
        foreach (Fr constant in program.Constants)
        {
            constant.WriteBigEndian(rest[..Fr.ByteLength]);
            rest = rest[Fr.ByteLength..];
        }

        foreach (Instruction step in program.Instructions)
        {
            rest[0] = (byte)step.Opcode;
            rest = rest[1..];
            WriteInteger(step.A, ref rest);
            WriteInteger(step.B, ref rest);
        }

        foreach (int output in program.Outputs)
        {
            WriteInteger(output, ref rest);
        }
    }

    /// <summary>Reads a program from the front of some bytes. Never throws.</summary>
    /// <param name="bytes">Untrusted.</param>
    /// <param name="program">The program, or null unless Success.</param>
    /// <param name="length">The bytes that it takes, or the byte at which the cause of rejection starts.</param>
    /// <returns>Success, or the first cause of rejection.</returns>
    public static ExpressionProgramReadResult TryRead(ReadOnlySpan<byte> bytes, out ExpressionProgram? program, out int length)
    {
        program = null;
        length = 0;
        if (bytes.Length < HeaderLength)
        {
            return ExpressionProgramReadResult.Truncated;
        }

        uint constantCount = BinaryPrimitives.ReadUInt32BigEndian(bytes);
        uint instructionCount = BinaryPrimitives.ReadUInt32BigEndian(bytes[sizeof(int)..]);
        uint outputCount = BinaryPrimitives.ReadUInt32BigEndian(bytes[(2 * sizeof(int))..]);
        if (constantCount > ConstantsMax || instructionCount > InstructionsMax || outputCount > OutputsMax)
        {
            return ExpressionProgramReadResult.TooMany;
        }

        // Below 2^25 bytes with these limits; memory is taken only once so many bytes are there.
        long total = HeaderLength + ((long)constantCount * Fr.ByteLength) + ((long)instructionCount * InstructionLength)
            + ((long)outputCount * sizeof(int));
        if (total > bytes.Length)
        {
            return ExpressionProgramReadResult.Truncated;
        }

        length = HeaderLength;
        Fr[] constants = new Fr[constantCount];
        Instruction[] instructions = new Instruction[instructionCount];
        int[] outputs = new int[outputCount];
        ExpressionProgramReadResult result = TryReadConstants(bytes, constants, ref length);
        if (result == ExpressionProgramReadResult.Success)
        {
            result = TryReadInstructions(bytes, constants.Length, instructions, ref length);
        }

        if (result == ExpressionProgramReadResult.Success)
        {
            result = TryReadOutputs(bytes, instructions.Length, outputs, ref length);
        }

        program = result == ExpressionProgramReadResult.Success ? new(constants, instructions, outputs) : null;
        return result;
    }

    private static ExpressionProgramReadResult TryReadConstants(ReadOnlySpan<byte> bytes, Fr[] constants, ref int position)
    {
        for (int i = 0; i < constants.Length; i++, position += Fr.ByteLength)
        {
            if (!Fr.TryReadBigEndian(bytes.Slice(position, Fr.ByteLength), out constants[i]))
            {
                return ExpressionProgramReadResult.ConstantNotCanonical;
            }
        }

        return ExpressionProgramReadResult.Success;
    }

    private static ExpressionProgramReadResult TryReadInstructions(
        ReadOnlySpan<byte> bytes, int constantCount, Instruction[] instructions, ref int position)
    {
        for (int i = 0; i < instructions.Length; i++, position += InstructionLength)
        {
            Opcode opcode = (Opcode)bytes[position];
            uint a = BinaryPrimitives.ReadUInt32BigEndian(bytes[(position + 1)..]);
            uint b = BinaryPrimitives.ReadUInt32BigEndian(bytes[(position + 1 + sizeof(int))..]);
            if (opcode > Opcode.Multiply)
            {
                return ExpressionProgramReadResult.UnknownOpcode;
            }

            bool isInRange = opcode switch
            {
                Opcode.Constant => a < (uint)constantCount && b == 0,
                Opcode.Column => a < IndexMax && IsColumn(b),
                Opcode.Symbol => a <= (uint)Symbol.ExceptLastRow && b == 0,
                Opcode.PublicScalar => a < IndexMax && b == 0,
                _ => a < (uint)i && b < (uint)i,
            };
            if (!isInRange)
            {
                return ExpressionProgramReadResult.OperandOutOfRange;
            }

            instructions[i] = new(opcode, (int)a, (int)b);
        }

        return ExpressionProgramReadResult.Success;
    }

    private static ExpressionProgramReadResult TryReadOutputs(
        ReadOnlySpan<byte> bytes, int instructionCount, int[] outputs, ref int position)
    {
        for (int i = 0; i < outputs.Length; i++, position += sizeof(int))
        {
            uint output = BinaryPrimitives.ReadUInt32BigEndian(bytes[position..]);
            if (output >= (uint)instructionCount)
            {
                return ExpressionProgramReadResult.OutputOutOfRange;
            }

            outputs[i] = (int)output;
        }

        return ExpressionProgramReadResult.Success;
    }

    /// <summary>A kind, plus 8 for the next row, which only witness and helper columns have.</summary>
    private static bool IsColumn(uint operand)
    {
        const uint Rotated = 8;
        ColumnKind kind = (ColumnKind)(operand % Rotated);
        uint rotationMax = kind is ColumnKind.Witness or ColumnKind.Helper ? 1u : 0u;
        return kind <= ColumnKind.Counter && operand / Rotated <= rotationMax;
    }

    private static void WriteInteger(int value, ref Span<byte> rest)
    {
        BinaryPrimitives.WriteInt32BigEndian(rest, value);
        rest = rest[sizeof(int)..];
    }

    private static void RequireAtMost(int count, int maximum, string what)
    {
        if (count > maximum)
        {
            throw new ArgumentException($"A program has {count} {what}; at most {maximum} can be written.");
        }
    }
}
