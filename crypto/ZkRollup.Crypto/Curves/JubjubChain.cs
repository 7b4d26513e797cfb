using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Lanes;

namespace ZkRollup.Crypto.Curves;

/// <summary>Doublings and additions one after the other, with the affine points in between: what a proof of a multiple shows.</summary>
/// <remarks>
/// Points are kept in extended coordinates and made affine at the end, with one inversion. A step must not read a cell that another one
/// writes. Time depends on the values.
/// </remarks>
internal static class JubjubChain
{
    /// <summary>Chains of <see cref="TryRunGroupVarTime"/>.</summary>
    internal const int Group = JubjubLanes.Group;

    /// <summary>Takes all steps.</summary>
    /// <param name="start">The point before the first step.</param>
    /// <param name="steps">The steps.</param>
    /// <param name="cells">Operands, and room for results.</param>
    internal static void RunVarTime(JubjubPoint start, ReadOnlySpan<JubjubStep> steps, Span<Fr> cells)
    {
        JubjubPoint[] noted = new JubjubPoint[CountNotes(steps)];
        JubjubPoint point = start;
        int count = 0;
        for (int i = 0; i < steps.Length; i++)
        {
            switch (steps[i].Kind)
            {
                case JubjubStepKind.Double:
                    JubjubPoint.Double(point, out point, withT: IsBeforeAddition(steps, i));
                    break;
                case JubjubStepKind.Add:
                    point += JubjubPoint.FromAffineUnchecked(cells[steps[i].Place], cells[steps[i].Place + 1]);
                    break;
                default:
                    noted[count++] = point;
                    break;
            }
        }

        Fr[] inverses = Array.ConvertAll(noted, note => note.Z);
        PrimeField.BatchInvert(inverses, new Fr[inverses.Length], Fr.TryInvertVarTime);
        count = 0;
        foreach (JubjubStep step in steps)
        {
            if (step.Kind is JubjubStepKind.Note or JubjubStepKind.NoteX)
            {
                cells[step.Place] = noted[count].X * inverses[count];
                if (step.Kind == JubjubStepKind.Note)
                {
                    cells[step.Place + 1] = noted[count].Y * inverses[count];
                }

                count++;
            }
        }
    }

    /// <summary>Takes the same steps in sixteen chains that begin with the neutral element, if lanes are accelerated.</summary>
    /// <param name="steps">The steps; places count from the first cell of a chain.</param>
    /// <param name="cells">The cells of one chain after the other, equally many of each.</param>
    /// <returns>False if nothing was done: one after the other will do it. So it is too if some operand is not on the curve.</returns>
    /// <exception cref="ArgumentException">A step leaves the cells of its chain.</exception>
    internal static unsafe bool TryRunGroupVarTime(ReadOnlySpan<JubjubStep> steps, Span<Fr> cells)
    {
        int size = cells.Length / Group;
        foreach (JubjubStep step in steps)
        {
            if (step.Place < 0 || step.Place + (step.Kind == JubjubStepKind.NoteX ? 1 : 2) > size)
            {
                throw new ArgumentException($"{step} leaves the {size} cells of a chain.", nameof(steps));
            }
        }

        if (!Fr8.IsAccelerated || cells.Length % Group != 0)
        {
            return false;
        }

        fixed (Fr* first = cells)
        {
            return JubjubChainLanes.TryRun(steps, CountNotes(steps), first, size);
        }
    }

    /// <summary>True if T is needed: the next step that changes the point adds to it.</summary>
    internal static bool IsBeforeAddition(ReadOnlySpan<JubjubStep> steps, int index)
    {
        for (int i = index + 1; i < steps.Length; i++)
        {
            if (steps[i].Kind is JubjubStepKind.Double or JubjubStepKind.Add)
            {
                return steps[i].Kind == JubjubStepKind.Add;
            }
        }

        return false;
    }

    private static int CountNotes(ReadOnlySpan<JubjubStep> steps)
    {
        int count = 0;
        foreach (JubjubStep step in steps)
        {
            count += step.Kind is JubjubStepKind.Note or JubjubStepKind.NoteX ? 1 : 0;
        }

        return count;
    }
}
