using ZkRollup.Circuits.ConstraintSystem;

namespace ZkRollup.Prover.Solidity;

/// <summary>A stretch of a program that becomes one contract.</summary>
/// <param name="From">The first instruction.</param>
/// <param name="To">The one after the last.</param>
/// <param name="Kept">Instructions before <paramref name="To"/> whose values later stretches use, ascending; at the end the output.</param>
internal sealed record ProgramCut(int From, int To, IReadOnlyList<int> Kept)
{
    /// <summary>Cuts a program with one output into stretches of about the same length of code, where few values cross.</summary>
    /// <param name="program">The program.</param>
    /// <param name="length">The most bytes of a stretch.</param>
    internal static IReadOnlyList<ProgramCut> All(ExpressionProgram program, int length)
    {
        int count = program.Instructions.Count;
        int[] last = LastUses(program);
        long[] bytes = new long[count + 1];
        for (int i = 0; i < count; i++)
        {
            bytes[i + 1] = bytes[i] + (last[i] < 0 ? 0 : Length(program, i));
        }

        int parts = (int)Math.Max(1, (bytes[count] + length - 1) / length);
        List<ProgramCut> cuts = [];
        int from = 0;
        for (int part = 1; part < parts; part++)
        {
            int to = Best(program, last, bytes, bytes[count] * part / parts, bytes[count] / (16 * parts), from);
            cuts.Add(new(from, to, Crossing(program, last, to)));
            from = to;
        }

        cuts.Add(new(from, count, [program.Outputs[0]]));
        return cuts;
    }

    /// <summary>The cut near the wanted length that the fewest values cross.</summary>
    private static int Best(ExpressionProgram program, int[] last, long[] bytes, long wanted, long window, int from)
    {
        int best = -1;
        int fewest = int.MaxValue;
        for (int to = from + 1; to < program.Instructions.Count; to++)
        {
            if (Math.Abs(bytes[to] - wanted) <= window || (best < 0 && bytes[to] > wanted))
            {
                int crossing = Crossing(program, last, to).Count;
                (best, fewest) = crossing < fewest ? (to, crossing) : (best, fewest);
            }
        }

        return best;
    }

    private static List<int> Crossing(ExpressionProgram program, int[] last, int to)
    {
        List<int> crossing = [];
        for (int i = 0; i < to; i++)
        {
            if (last[i] >= to && StraightLine.IsOperation(program.Instructions[i]))
            {
                crossing.Add(i);
            }
        }

        return crossing;
    }

    /// <summary>The last instruction that needs each value and is needed itself; −1 if there is none.</summary>
    private static int[] LastUses(ExpressionProgram program)
    {
        int[] last = new int[program.Instructions.Count];
        Array.Fill(last, -1);
        last[program.Outputs[0]] = program.Instructions.Count;
        for (int i = last.Length - 1; i >= 0; i--)
        {
            Instruction step = program.Instructions[i];
            if (last[i] >= 0 && StraightLine.IsOperation(step))
            {
                last[step.A] = Math.Max(last[step.A], i);
                last[step.B] = Math.Max(last[step.B], i);
            }
        }

        return last;
    }

    /// <summary>Bytes of code of an instruction: the operation, and loading its operands, most of which are leaves or in memory.</summary>
    private static int Length(ExpressionProgram program, int i) => program.Instructions[i].Opcode switch
    {
        Opcode.Multiply => 9,
        Opcode.Add => 7,
        Opcode.Subtract => 8,
        Opcode.Constant => 12,
        _ => 0,
    };
}
