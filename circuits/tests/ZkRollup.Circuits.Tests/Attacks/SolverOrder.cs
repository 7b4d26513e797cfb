namespace ZkRollup.Circuits.Tests.Attacks;

/// <summary>The order in which a solver assigns variables, so that constraints become checkable as early as possible.</summary>
/// <param name="Variables">Unknown variables in the order of assignment.</param>
/// <param name="Complete">For each of them the checks whose variables are all assigned then.</param>
/// <param name="Immediate">Checks over given variables alone.</param>
internal sealed record SolverOrder(IReadOnlyList<int> Variables, IReadOnlyList<IReadOnlyList<int>> Complete, IReadOnlyList<int> Immediate)
{
    /// <summary>Greedy: always finishes a check that lacks the fewest variables.</summary>
    internal static SolverOrder Of(IReadOnlyList<int[]> checks, int[] values, IReadOnlyList<int> outputs)
    {
        HashSet<int> known = [.. Enumerable.Range(0, values.Length).Where(variable => values[variable] >= 0)];
        List<int> open = [.. Enumerable.Range(0, checks.Count)];
        List<int> immediate = TakeComplete();
        List<int> variables = [];
        List<IReadOnlyList<int>> complete = [];
        while (open.Count > 0)
        {
            int[] next = checks[open.MinBy(check => checks[check].Count(variable => !known.Contains(variable)))];
            foreach (int variable in next.Where(variable => !known.Contains(variable)).ToArray())
            {
                Add(variable);
            }
        }

        foreach (int output in outputs.Where(output => !known.Contains(output)).Distinct().ToArray())
        {
            Add(output);
        }

        return new(variables, complete, immediate);

        void Add(int variable)
        {
            known.Add(variable);
            variables.Add(variable);
            complete.Add(TakeComplete());
        }

        List<int> TakeComplete()
        {
            List<int> taken = [.. open.Where(check => checks[check].All(known.Contains))];
            open.RemoveAll(taken.Contains);
            return taken;
        }
    }
}
