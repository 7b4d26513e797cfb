namespace ZkRollup.Prover.Cpu.Evaluator;

/// <summary>The steps that evaluate a <see cref="RowGraph"/> on a block of rows, and the registers they need.</summary>
/// <remarks>
/// A register holds one value on all rows of a block. Columns are loaded where they are first read. A register is free after the last
/// read of its value and the one that was freed last is taken first: results replace operands, which kernels allow.
/// </remarks>
internal sealed class LaneCode
{
    private const int Unassigned = -1;

    private readonly RowGraph _graph;
    private readonly LimbBounds _bounds;
    private readonly List<LaneStep> _steps = [];
    private readonly List<LaneTerm> _terms = [];
    private readonly Stack<int> _free = [];
    private readonly int[] _registers;
    private readonly int[] _readsLeft;

    internal LaneCode(RowGraph graph)
    {
        _graph = graph;
        _bounds = new(graph);
        _registers = new int[graph.Nodes.Count];
        Array.Fill(_registers, Unassigned);
        _readsLeft = CountReads(graph);
        for (int i = 0; i < graph.Nodes.Count; i++)
        {
            if (_readsLeft[i] > 0 && graph.Nodes[i].Kind != RowNodeKind.Column)
            {
                Emit(i);
            }
        }

        for (int output = 0; output < graph.Outputs.Count; output++)
        {
            int node = graph.Outputs[output].Node;
            if (node >= 0)
            {
                EnsureLoaded(node);
                _steps.Add(new(LaneOpcode.Store, _registers[node], output, 0, -1));
                Release(node);
            }
        }
    }

    /// <summary>The steps in order.</summary>
    internal LaneStep[] Steps => [.. _steps];

    /// <summary>The terms of sums.</summary>
    internal LaneTerm[] Terms => [.. _terms];

    /// <summary>Registers in use at once.</summary>
    internal int RegisterCount { get; private set; }

    /// <summary>How often each node is read on the way to an output, twice by a product with itself.</summary>
    private static int[] CountReads(RowGraph graph)
    {
        int[] reads = new int[graph.Nodes.Count];
        foreach ((int node, _) in graph.Outputs)
        {
            if (node >= 0)
            {
                reads[node]++;
            }
        }

        for (int i = reads.Length - 1; i >= 0; i--)
        {
            foreach (int operand in reads[i] > 0 ? graph.Nodes[i].Operands : [])
            {
                reads[operand]++;
            }
        }

        return reads;
    }

    private void Emit(int index)
    {
        RowNode node = _graph.Nodes[index];
        foreach (int operand in node.Operands)
        {
            EnsureLoaded(operand);
        }

        LaneStep step = node.Kind switch
        {
            RowNodeKind.Product when node.IsSquare => new(LaneOpcode.Square, 0, _registers[node.A], 0, -1),
            RowNodeKind.Product => new(LaneOpcode.Multiply, 0, _registers[node.A], _registers[node.B], -1),
            RowNodeKind.Scale => new(LaneOpcode.Scale, 0, _registers[node.A], 0, node.Uniform),
            RowNodeKind.ScaleAdd => new(LaneOpcode.ScaleAdd, 0, _registers[node.A], _registers[node.B], node.Uniform),
            _ => Sum(node, _bounds.Mode(index)),
        };
        foreach (int operand in node.Operands)
        {
            Release(operand);
        }

        _registers[index] = Take();
        _steps.Add(step with { Target = _registers[index] });
        if (_bounds.IsReducedAfter(index))
        {
            _steps.Add(new(LaneOpcode.Reduce, _registers[index], 0, 0, -1));
        }
    }

    private LaneStep Sum(RowNode node, SumMode mode)
    {
        if (mode == SumMode.Lazy && node.Uniform < 0 && node.Terms.Length == 2)
        {
            (int a, int b) = (_registers[node.Terms[0].Node], _registers[node.Terms[1].Node]);
            switch (node.Terms[0].Coefficient, node.Terms[1].Coefficient)
            {
                case (1, 1):
                    return new(LaneOpcode.Add, 0, a, b, -1);
                case (1, -1):
                    return new(LaneOpcode.Subtract, 0, a, b, -1);
                case (-1, 1):
                    return new(LaneOpcode.Subtract, 0, b, a, -1);
            }
        }

        int first = _terms.Count;
        foreach (SumTerm term in node.Terms)
        {
            _terms.Add(new(_registers[term.Node], term.Coefficient));
        }

        LaneOpcode opcode = mode switch
        {
            SumMode.Lazy => LaneOpcode.Sum,
            SumMode.Balanced => LaneOpcode.SumBalanced,
            _ => LaneOpcode.SumReduced,
        };
        return new(opcode, 0, first, node.Terms.Length, node.Uniform);
    }

    private void EnsureLoaded(int node)
    {
        if (_registers[node] == Unassigned)
        {
            _registers[node] = Take();
            _steps.Add(new(LaneOpcode.Load, _registers[node], _graph.Nodes[node].A, 0, -1));
        }
    }

    private int Take() => _free.TryPop(out int register) ? register : RegisterCount++;

    private void Release(int node)
    {
        if (--_readsLeft[node] == 0)
        {
            _free.Push(_registers[node]);
        }
    }
}
