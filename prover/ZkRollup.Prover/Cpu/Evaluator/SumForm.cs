namespace ZkRollup.Prover.Cpu.Evaluator;

/// <summary>A value that is not computed yet: terms over nodes and a uniform addend.</summary>
/// <param name="Terms">Terms; those without a factor have distinct nodes.</param>
/// <param name="Uniform">The addend, or −1.</param>
internal sealed record SumForm(IReadOnlyList<SumTerm> Terms, int Uniform)
{
    /// <summary>What it adds to the bounds: the sum of the coefficients' magnitudes.</summary>
    internal int Weight
    {
        get
        {
            int weight = Uniform < 0 ? 0 : 1;
            foreach (SumTerm term in Terms)
            {
                weight += Math.Abs(term.Coefficient);
            }

            return weight;
        }
    }

    /// <summary>True for one node times a small integer: nothing is lost if it is used many times.</summary>
    internal bool IsPlain => Terms.Count == 1 && Terms[0].Factor < 0 && Uniform < 0;

    /// <summary>True for a node itself.</summary>
    internal bool IsNode => IsPlain && Terms[0].Coefficient == 1;

    /// <summary>A node.</summary>
    internal static SumForm Of(int node, int coefficient = 1) => new([new(node, coefficient, -1)], -1);

    /// <summary>This value times a small integer.</summary>
    internal SumForm Times(int factor, UniformProgram uniforms)
    {
        if (factor == 0)
        {
            return new([], -1);
        }

        SumTerm[] terms = [.. Terms.Select(term => term.Factor < 0
            ? term with { Coefficient = term.Coefficient * factor }
            : term with { Factor = uniforms.Times(term.Factor, factor) })];
        return new(terms, Uniform < 0 ? -1 : uniforms.Times(Uniform, factor));
    }

    /// <summary>This value plus another.</summary>
    internal SumForm Plus(SumForm other, UniformProgram uniforms)
    {
        List<SumTerm> terms = [.. Terms];
        foreach (SumTerm term in other.Terms)
        {
            int same = terms.FindIndex(t => t.Node == term.Node && t.Factor < 0 && term.Factor < 0);
            int coefficient = same < 0 ? 0 : terms[same].Coefficient + term.Coefficient;
            if (same < 0)
            {
                terms.Add(term);
            }
            else if (coefficient == 0)
            {
                terms.RemoveAt(same);
            }
            else
            {
                terms[same] = term with { Coefficient = coefficient };
            }
        }

        int uniform = (Uniform, other.Uniform) switch
        {
            (_, < 0) => Uniform,
            ( < 0, _) => other.Uniform,
            _ => uniforms.Add(new(Circuits.ConstraintSystem.Opcode.Add, Uniform, other.Uniform)),
        };
        return new(terms, uniform);
    }
}
