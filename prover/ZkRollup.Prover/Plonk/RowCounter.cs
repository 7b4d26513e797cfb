using System.Numerics;
using ZkRollup.Crypto.Fields;
using ZkRollup.Prover.Cpu.Fft;

namespace ZkRollup.Prover.Plonk;

/// <summary>The row counter of a batch of n rows: k on row k.</summary>
internal static class RowCounter
{
    /// <summary>The values 0 to n − 1.</summary>
    internal static Fr[] Values(int rows)
    {
        Fr[] values = new Fr[rows];
        for (int row = 1; row < rows; row++)
        {
            Fr.Add(values[row - 1], Fr.One, out values[row]);
        }

        return values;
    }

    /// <summary>The n coefficients of the polynomial with these values.</summary>
    internal static Fr[] Interpolate(int rows, CancellationToken cancellation)
    {
        Fr[] values = Values(rows);
        using EvaluationDomain domain = new(BitOperations.Log2((uint)rows));
        domain.Inverse(values, cancellation);
        return values;
    }
}
