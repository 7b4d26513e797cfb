using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Rollup.Machine;

/// <summary>What the unit of a row does: a·(qm·b + qn·c) + qa·a + qb·b + qc·c + k + qw·w − qr·L = 0, and qr·qw·w·(w − 1) = 0.</summary>
/// <param name="Qm">Coefficient of a·b.</param>
/// <param name="Qn">Coefficient of a·c.</param>
/// <param name="Qa">Coefficient of a.</param>
/// <param name="Qb">Coefficient of b.</param>
/// <param name="Qc">Coefficient of c.</param>
/// <param name="K">The constant.</param>
/// <param name="Qw">Coefficient of the result.</param>
/// <param name="Qr">1 if the limbs of the row count, else 0.</param>
/// <param name="A">The row whose result is a; negative for a row of the slot before.</param>
/// <param name="B">The row whose result is b.</param>
/// <param name="C">The row whose result is c.</param>
public readonly record struct ProgramLine(Fr Qm, Fr Qn, Fr Qa, Fr Qb, Fr Qc, Fr K, Fr Qw, Fr Qr, int A, int B, int C)
{
    /// <summary>A line that says nothing: every coefficient is 0, every operand the row's own result.</summary>
    /// <param name="row">The row.</param>
    public static ProgramLine Nothing(int row) => default(ProgramLine) with { A = row, B = row, C = row };
}
