using ZkRollup.Crypto.Fields;

namespace ZkRollup.Prover.Cpu.Opening;

/// <summary>Division of a long polynomial by X − z in parallel.</summary>
internal static unsafe class LinearDivision
{
    private const int BlockLength = 1 << 11;

    /// <summary>Replaces p by (p(X) − p(z))/(X − z), whose top coefficient is zero.</summary>
    /// <remarks>
    /// Coefficient i of the quotient is Σ_(j &gt; i) p_j·z^(j−i−1). Blocks first compute their own sums, then take over what comes from
    /// above, then divide.
    /// </remarks>
    /// <returns>p(z).</returns>
    internal static Fr Divide(Fr* coefficients, int count, Fr point, RowWorkers workers)
    {
        int blocks = (count + BlockLength - 1) / BlockLength;
        Fr[] sums = new Fr[blocks];
        workers.ForBlocks(count, BlockLength, (from, to) =>
            sums[from / BlockLength] = FrLanes.Evaluate(coefficients + from, to - from, point));
        Fr blockPower = Fr.PowVarTime(point, [BlockLength]);
        Fr carry = Fr.Zero;
        for (int block = blocks - 1; block >= 0; block--)
        {
            Fr sum = sums[block];
            sums[block] = carry;
            Fr.Multiply(carry, blockPower, out carry);
            Fr.Add(carry, sum, out carry);
        }

        workers.ForBlocks(count, BlockLength, (from, to) =>
        {
            Fr at = point;
            Fr above = sums[from / BlockLength];
            for (int i = to - 1; i >= from; i--)
            {
                Fr coefficient = coefficients[i];
                coefficients[i] = above;
                Fr.Multiply(above, at, out above);
                Fr.Add(above, coefficient, out above);
            }
        });
        return carry;
    }
}
