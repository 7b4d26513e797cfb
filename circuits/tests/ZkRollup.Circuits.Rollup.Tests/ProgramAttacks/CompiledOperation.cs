using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Rollup.Tests.ProgramAttacks;

/// <summary>An operation with its registers as numbers and its coefficients as elements.</summary>
internal sealed class CompiledOperation
{
    private const int Nothing = -1;

    internal CompiledOperation(Operation operation, int row)
    {
        Operation = operation;
        Row = row;
        switch (operation)
        {
            case Operation.Line line:
                (A, B, C) = (NumberOf(line.Form.A), NumberOf(line.Form.B), NumberOf(line.Form.C));
                (Qm, Qn) = (FieldNumber.Of(line.Form.Qm), FieldNumber.Of(line.Form.Qn));
                (Qa, Qb, Qc) = (FieldNumber.Of(line.Form.Qa), FieldNumber.Of(line.Form.Qb), FieldNumber.Of(line.Form.Qc));
                K = FieldNumber.Of(line.Form.K);
                bool assigns = line.Kind is LineKind.Assignment or LineKind.Comparison;
                (LineKind, Reads, Writes) = (line.Kind, Used(A, B, C), assigns ? [line.Host!.Number] : []);
                break;
            case Operation.Hint hint:
                (Reads, Writes) = (Numbers(hint.Read), [hint.Result.Number]);
                break;
            case Operation.Inverse inverse:
                (Reads, Writes) = ([inverse.Read.Number], [inverse.Result.Number]);
                break;
            case Operation.Open open:
                (Reads, Writes) = ([open.Enable.Number, open.Address.Number], Numbers(open.Old.OfType<Register>()));
                break;
            case Operation.Store store:
                Reads = [store.Value.Number];
                break;
            case Operation.Message message:
                (Reads, Writes) = ([message.Long.Number, .. Numbers(message.Lanes)], [message.Digest.Number]);
                break;
            case Operation.Key key:
                (Reads, Writes) = ([key.X.Number, key.Y.Number], [key.Usable.Number]);
                break;
            case Operation.Scan scan:
                (Reads, Writes) = (Numbers(scan.Inputs), Numbers(scan.Outputs));
                break;
            default:
                break;
        }
    }

    internal Operation Operation { get; }

    /// <summary>The row of a line; −1 for what is no line.</summary>
    internal int Row { get; }

    internal LineKind LineKind { get; }

    internal int A { get; } = Nothing;

    internal int B { get; } = Nothing;

    internal int C { get; } = Nothing;

    internal Fr Qm { get; }

    internal Fr Qn { get; }

    internal Fr Qa { get; }

    internal Fr Qb { get; }

    internal Fr Qc { get; }

    internal Fr K { get; }

    internal int[] Reads { get; } = [];

    internal int[] Writes { get; } = [];

    /// <summary>The value of a line's formula.</summary>
    internal Fr ValueOf(Fr[] values)
    {
        Fr sum = K;
        Fr a = A < 0 ? default : values[A];
        sum = Add(sum, Qa, a);
        Fr inner = default;
        if (B >= 0)
        {
            sum = Add(sum, Qb, values[B]);
            inner = Add(inner, Qm, values[B]);
        }

        if (C >= 0)
        {
            sum = Add(sum, Qc, values[C]);
            inner = Add(inner, Qn, values[C]);
        }

        return inner.IsZero ? sum : sum + (a * inner);
    }

    private static Fr Add(in Fr sum, in Fr factor, in Fr value) =>
        factor.IsZero ? sum : factor == Fr.One ? sum + value : sum + (factor * value);

    private static int NumberOf(Register? register) => register?.Number ?? Nothing;

    private static int[] Used(params ReadOnlySpan<int> operands)
    {
        List<int> used = [];
        foreach (int operand in operands)
        {
            if (operand >= 0)
            {
                used.Add(operand);
            }
        }

        return [.. used];
    }

    private static int[] Numbers(IEnumerable<Register> registers) => [.. registers.Select(register => register.Number)];
}
