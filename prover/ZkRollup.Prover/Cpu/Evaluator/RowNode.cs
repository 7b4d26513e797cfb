namespace ZkRollup.Prover.Cpu.Evaluator;

/// <summary>One operation on rows.</summary>
internal sealed record RowNode
{
    /// <summary>What it computes.</summary>
    internal required RowNodeKind Kind { get; init; }

    /// <summary>First operand; for a column its number in <see cref="RowGraph.Columns"/>.</summary>
    internal int A { get; init; } = -1;

    /// <summary>Second operand.</summary>
    internal int B { get; init; } = -1;

    /// <summary>A uniform value: factor of a scaling, addend of a sum; −1 for a sum without.</summary>
    internal int Uniform { get; init; } = -1;

    /// <summary>The terms of a sum, without factors.</summary>
    internal SumTerm[] Terms { get; init; } = [];

    /// <summary>True if both factors of a product are the same.</summary>
    internal bool IsSquare => Kind == RowNodeKind.Product && A == B;

    /// <summary>The nodes that it reads, in any order, maybe repeated.</summary>
    internal IEnumerable<int> Operands => Kind switch
    {
        RowNodeKind.Column => [],
        RowNodeKind.Scale => [A],
        RowNodeKind.Sum => Terms.Select(term => term.Node),
        _ => [A, B],
    };
}
