using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Rollup.Machine;

/// <summary>The coefficients of a <see cref="LineForm"/> as field elements, for runs.</summary>
internal sealed class FieldForm(LineForm form)
{
    private readonly int _a = form.A?.Number ?? -1;
    private readonly int _b = form.B?.Number ?? -1;
    private readonly int _c = form.C?.Number ?? -1;
    private readonly Fr _qa = FieldNumber.Of(form.Qa);
    private readonly Fr _qb = FieldNumber.Of(form.Qb);
    private readonly Fr _qc = FieldNumber.Of(form.Qc);
    private readonly Fr _qm = FieldNumber.Of(form.Qm);
    private readonly Fr _qn = FieldNumber.Of(form.Qn);
    private readonly Fr _k = FieldNumber.Of(form.K);

    /// <summary>The value of the form.</summary>
    /// <param name="registers">The value of each register.</param>
    internal Fr ValueOf(ReadOnlySpan<Fr> registers)
    {
        Fr a = _a < 0 ? Fr.Zero : registers[_a];
        Fr b = _b < 0 ? Fr.Zero : registers[_b];
        Fr c = _c < 0 ? Fr.Zero : registers[_c];
        Fr linear = _k + Times(_qa, a) + Times(_qb, b) + Times(_qc, c);
        return _qm.IsZero && _qn.IsZero ? linear : linear + (a * (Times(_qm, b) + Times(_qn, c)));
    }

    /// <summary>Most coefficients are 0 or 1.</summary>
    private static Fr Times(in Fr coefficient, in Fr value) =>
        coefficient.IsZero ? Fr.Zero : coefficient == Fr.One ? value : coefficient * value;
}
