using System.Globalization;
using System.Text;

namespace ZkRollup.Crypto.Generator;

/// <summary>Writes what every 8-lane field does besides products: sums, reduction, and the portable forms of single lanes.</summary>
internal static class LaneMembersWriter
{
    internal static void Write(StringBuilder text, LaneParameters lanes)
    {
        bool pairs = lanes.Kernels.Contains(LaneKernel.Butterfly);
        foreach (LaneKernel kernel in lanes.Kernels)
        {
            WriteDispatch(text, lanes, kernel, 1);
            if (pairs)
            {
                WriteDispatch(text, lanes, kernel, 2);
            }
        }

        string operands = $"{lanes.Name}* r, {lanes.Name}* a, {lanes.Name}* b";
        WriteLimbwise(text, lanes, "Add", "r ← a + b, limb by limb: bounds add up.", operands, i => $"((V*)a)[{i}] + ((V*)b)[{i}]");
        WriteLimbwise(text, lanes, "Subtract", "r ← a − b, limb by limb: bounds add up.", operands, i => $"((V*)a)[{i}] - ((V*)b)[{i}]");
        WriteLimbwise(text, lanes, "Copy", "r ← a.", $"{lanes.Name}* r, {lanes.Name}* a", i => $"((V*)a)[{i}]");
        if (!pairs)
        {
            WriteReduce(text, lanes);
        }
    }

    /// <summary>The member that asserts the bounds and chooses between the kernel and the portable form.</summary>
    private static void WriteDispatch(StringBuilder text, LaneParameters lanes, LaneKernel kernel, int count)
    {
        string type = lanes.Name;
        string name = LaneFileWriter.KernelName(kernel, count);
        bool broadcast = kernel is LaneKernel.Scale or LaneKernel.ScaleAdd or LaneKernel.Butterfly;
        string target = kernel == LaneKernel.Butterfly ? "u" : "r";
        string parameters = $"{type}* {target}, {type}* a"
            + (kernel == LaneKernel.Square ? string.Empty : broadcast ? ", double* b" : $", {type}* b")
            + (kernel == LaneKernel.ScaleAdd ? $", {type}* c" : string.Empty);
        string arguments = $"(V*){target}, (V*)a"
            + (kernel == LaneKernel.Square ? string.Empty : broadcast ? ", b" : ", (V*)b")
            + (kernel == LaneKernel.ScaleAdd ? ", (V*)c" : string.Empty);
        text.Append(CultureInfo.InvariantCulture, $$"""
                /// <summary>{{LaneFileWriter.KernelSummary(lanes, kernel, count)}}</summary>
                /// <remarks>Requires limbs within the bounds of docs/crypto/lanes.md; ensures balanced limbs and results below m in magnitude.</remarks>
                [MethodImpl(MethodImplOptions.AggressiveInlining)]
                internal static void {{name}}({{parameters}})
                {

            """);
        string Operand(string pointer, int index, int step) => index == 0 ? pointer : $"{pointer} + {index * step}";
        int factorStep = kernel == LaneKernel.Butterfly ? 8 : broadcast ? 0 : 1;
        for (int t = 0; t < count; t++)
        {
            string second = kernel == LaneKernel.Square ? string.Empty : $", {Operand("b", factorStep == 0 ? 0 : t, factorStep)}";
            text.Append(CultureInfo.InvariantCulture, $"        LaneBounds.Require({Operand("a", t, 1)}{second});\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"        if (IsAccelerated)\n        {{\n            {name}Avx512({arguments});\n            return;\n        }}\n\n");
        for (int t = 0; t < count; t++)
        {
            string second = kernel == LaneKernel.Square ? string.Empty : $", {Operand("b", factorStep == 0 ? 0 : t, factorStep)}";
            string third = kernel == LaneKernel.ScaleAdd ? $", {Operand("c", t, 1)}" : string.Empty;
            text.Append(CultureInfo.InvariantCulture, $"        {kernel}Portable({Operand(target, t, 1)}, {Operand("a", t, 1)}{second}{third});\n");
        }

        text.Append("    }\n\n");
    }

    private static void WriteLimbwise(
        StringBuilder text,
        LaneParameters lanes,
        string name,
        string summary,
        string parameters,
        Func<int, string> value)
    {
        text.Append(CultureInfo.InvariantCulture, $"    /// <summary>{summary}</summary>\n    [MethodImpl(MethodImplOptions.AggressiveInlining)]\n    internal static void {name}({parameters})\n    {{\n");
        for (int i = 0; i < lanes.Limbs; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"        ((V*)r)[{i}] = {value(i)};\n");
        }

        text.Append("    }\n\n");
    }

    /// <summary>Subtracts the nearest multiple of m and passes the carries once.</summary>
    private static void WriteReduce(StringBuilder text, LaneParameters lanes)
    {
        int n = lanes.Limbs;
        long[] digits = lanes.ModulusDigits;
        double top = digits[n - 1] + Math.ScaleB(digits[n - 2], -lanes.Width);
        string inverse = (1 / top).ToString("R", CultureInfo.InvariantCulture) + "d";
        text.Append(CultureInfo.InvariantCulture, $$"""
                /// <summary>a ← a modulo m with |a| at most (1/2 + 2^−20)·m and balanced limbs.</summary>
                /// <remarks>Requires limbs of at most 2^51 and |a| of at most 16·m.</remarks>
                [MethodImpl(MethodImplOptions.AggressiveInlining)]
                internal static void Reduce({{lanes.Name}}* a)
                {
                    V* l = (V*)a;
                    V scale = Vector512.Create(InverseRadix), minusRadix = Vector512.Create(-Radix), round = Vector512.Create(-LowBias);
                    V k = Vector512.FusedMultiplyAdd(Vector512.FusedMultiplyAdd(l[{{n - 2}}], scale, l[{{n - 1}}]), Vector512.Create({{inverse}}), round) - round;
                    V c = V.Zero, t, m;

            """);
        for (int i = 0; i < n; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"        t = Vector512.FusedMultiplyAdd(k, Vector512.Create({-digits[i]}d), l[{i}]);\n");
            text.Append(i + 1 < n
                ? $"        m = Vector512.FusedMultiplyAdd(t, scale, round) - round; l[{i}] = Vector512.FusedMultiplyAdd(m, minusRadix, t) + c; c = m;\n"
                : $"        l[{i}] = t + c;\n");
        }

        text.Append("    }\n");
    }
}
