namespace ZkRollup.Prover.Cpu.Evaluator;

/// <summary>Decides where carries are passed and multiples of r subtracted, so that the requirements of every kernel hold.</summary>
/// <remarks>
/// For each node, with any inputs: <c>limbs</c> bounds the magnitude of its limbs in units of 2^51, <c>value</c> that of its value in units
/// of r. The requirements are those of docs/crypto/lanes.md.
/// <para>
/// <b>Products.</b> limbs(a)·limbs(b) ≤ 2 keeps |x·y| ≤ 2^103. A square needs exactly balanced limbs. A uniform factor has balanced limbs
/// and a value in [0, r): bounds 1 and 1. The result is exactly balanced. As r/2^260 &lt; 0.0284, its value for operands of a·r and b·r is
/// at most 0.0284·a·b + 0.501: below 2.4 for operands of at most <see cref="ValueMax"/>, and below 8.8 with an addend, which may have
/// limbs of <see cref="LimbsMax"/>: 2^53. The last limb is 2^−208 of the value, rounded, and r/2^208 &lt; 2^46.86: it stays below
/// 2^51, which the kernel needs, for values up to 17·r. An output is multiplied by a uniform value too, to leave the radix.
/// </para>
/// <para>
/// <b>Sums.</b> Σ|c|·limbs and Σ|c|·value. Up to <see cref="LimbsMax"/> and <see cref="ValueMax"/> doubles hold every partial sum
/// exactly: the bound of the whole is one of every part. Balancing leaves limbs of 1: the last limb is at most 8·2^46.86 + 1/2 &lt; 2^51. A
/// sum above these limits is reduced: coefficients sum to at most 64 (<see cref="RowGraph.WeightMax"/>), so its limbs are below
/// 64·4·2^51 = 2^59 and its value at most 64·8 = 2^9, within the 2^61 and 2^10 that the reduction allows. Reduction leaves (1/2 + 2^−20)·r.
/// </para>
/// <para>
/// <b>Columns.</b> An element in [0, r) enters the radix times 2^4, limbs below 2^56, and is reduced.
/// </para>
/// Bounds of limbs are small integers and exact as doubles; those of values have slack far above their rounding. Passing carries only
/// lowers bounds, so decisions that were taken with the larger ones stay valid; rounds are repeated until nothing changes.
/// </remarks>
internal sealed class LimbBounds
{
    /// <summary>Bound of the limbs of every node: 2^53, up to which doubles are exact.</summary>
    internal const double LimbsMax = 4;

    /// <summary>Bound of the value of every node.</summary>
    internal const double ValueMax = 8;

    private const double ProductMax = 2;
    private const double ProductFactor = 0.0284;
    private const double ProductRest = 0.501;
    private const double ReducedValue = 0.501;

    private readonly RowGraph _graph;
    private readonly double[] _limbs;
    private readonly double[] _values;
    private readonly bool[] _mustBalance;
    private readonly SumMode[] _modes;
    private readonly bool[] _isReducedAfter;

    internal LimbBounds(RowGraph graph)
    {
        _graph = graph;
        int count = graph.Nodes.Count;
        _limbs = new double[count];
        _values = new double[count];
        _mustBalance = new bool[count];
        _modes = new SumMode[count];
        _isReducedAfter = new bool[count];
        while (Pass())
        {
        }
    }

    /// <summary>How a sum is kept within bounds.</summary>
    internal SumMode Mode(int node) => _modes[node];

    /// <summary>True if the result of a product with an addend is to be reduced.</summary>
    internal bool IsReducedAfter(int node) => _isReducedAfter[node];

    /// <summary>Computes all bounds; true if another sum must be balanced.</summary>
    private bool Pass()
    {
        bool isChanged = false;
        for (int i = 0; i < _graph.Nodes.Count; i++)
        {
            RowNode node = _graph.Nodes[i];
            _limbs[i] = 1;
            switch (node.Kind)
            {
                case RowNodeKind.Column:
                    _values[i] = ReducedValue;
                    break;
                case RowNodeKind.Product:
                    isChanged |= RequireFactors(node);
                    _values[i] = (ProductFactor * _values[node.A] * _values[node.B]) + ProductRest;
                    break;
                case RowNodeKind.Scale:
                    isChanged |= RequireScaled(node.A);
                    _values[i] = (ProductFactor * _values[node.A]) + ProductRest;
                    break;
                case RowNodeKind.ScaleAdd:
                    isChanged |= RequireScaled(node.A);
                    double value = (ProductFactor * _values[node.A]) + ProductRest + _values[node.B];
                    _isReducedAfter[i] = value > ValueMax;
                    _values[i] = _isReducedAfter[i] ? ReducedValue : value;
                    break;
                default:
                    BoundSum(i, node);
                    break;
            }
        }

        foreach ((int node, _) in _graph.Outputs)
        {
            isChanged |= node >= 0 && RequireScaled(node);
        }

        return isChanged;
    }

    /// <summary>What a product of two rows or a square needs.</summary>
    private bool RequireFactors(RowNode node)
    {
        if (node.IsSquare)
        {
            return !IsBalanced(node.A) && Balance(node.A);
        }

        bool isChanged = false;
        while (_limbs[node.A] * _limbs[node.B] > ProductMax)
        {
            isChanged |= Balance(_limbs[node.A] >= _limbs[node.B] ? node.A : node.B);
        }

        return isChanged;
    }

    /// <summary>What a product by a uniform value needs; outputs leave the radix by one.</summary>
    private bool RequireScaled(int node) => _limbs[node] > ProductMax && Balance(node);

    /// <summary>True for limbs in [−2^51, 2^51): a lazy sum may hold a negated −2^51.</summary>
    private bool IsBalanced(int node) => _graph.Nodes[node].Kind != RowNodeKind.Sum || _modes[node] != SumMode.Lazy;

    private bool Balance(int node)
    {
        _mustBalance[node] = true;
        _modes[node] = SumMode.Balanced;
        _limbs[node] = 1;
        return true;
    }

    private void BoundSum(int index, RowNode node)
    {
        double limbs = node.Uniform < 0 ? 0 : 1;
        double value = limbs;
        foreach (SumTerm term in node.Terms)
        {
            int weight = Math.Abs(term.Coefficient);
            limbs += weight * _limbs[term.Node];
            value += weight * _values[term.Node];
        }

        bool isReduced = limbs > LimbsMax || value > ValueMax;
        _modes[index] = isReduced ? SumMode.Reduced : _mustBalance[index] ? SumMode.Balanced : SumMode.Lazy;
        _limbs[index] = _modes[index] == SumMode.Lazy ? limbs : 1;
        _values[index] = isReduced ? ReducedValue : value;
    }
}
