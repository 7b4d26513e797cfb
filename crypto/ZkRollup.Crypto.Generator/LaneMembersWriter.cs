using System.Globalization;
using System.Text;

namespace ZkRollup.Crypto.Generator;

/// <summary>Writes what every 8-lane field does besides products: sums, reduction, and the portable forms of single lanes.</summary>
internal static class LaneMembersWriter
{
    internal static void Write(StringBuilder text, LaneParameters lanes)
    {
        string name = lanes.Name;
        string field = lanes.Field.Name;
        int n = lanes.Limbs;
        text.Append(CultureInfo.InvariantCulture, $$"""
                /// <summary>r ← a·b·2^−{{n * lanes.Width}} modulo m; r may alias an operand.</summary>
                /// <remarks>Requires limbs with |a|·|b| within the bounds of docs/crypto/lanes.md; ensures |r| &lt; m and balanced limbs.</remarks>
                [MethodImpl(MethodImplOptions.AggressiveInlining)]
                internal static void Multiply({{name}}* r, {{name}}* a, {{name}}* b)
                {
                    LaneBounds.Require(a, b);
                    if (IsAccelerated)
                    {
                        MultiplyAvx512((V*)r, (V*)a, (V*)b);
                    }
                    else
                    {
                        MultiplyPortable(r, a, b);
                    }
                }

                /// <summary>r ← a²·2^−{{n * lanes.Width}} modulo m; r may alias a.</summary>
                /// <remarks>Requires limbs with |a|² within the bounds of docs/crypto/lanes.md; ensures |r| &lt; m and balanced limbs.</remarks>
                [MethodImpl(MethodImplOptions.AggressiveInlining)]
                internal static void Square({{name}}* r, {{name}}* a)
                {
                    LaneBounds.Require(a, a);
                    if (IsAccelerated)
                    {
                        SquareAvx512((V*)r, (V*)a);
                    }
                    else
                    {
                        MultiplyPortable(r, a, a);
                    }
                }

                /// <summary>The product through the scalar field, lane by lane, where there is no AVX-512.</summary>
                internal static void MultiplyPortable({{name}}* r, {{name}}* a, {{name}}* b)
                {
                    for (int lane = 0; lane < 8; lane++)
                    {
                        {{field}}.Multiply(ReadLane(a, lane), ReadLane(b, lane), out {{field}} product);
                        {{(64 * lanes.Field.Limbs == n * lanes.Width ? "// The scalar and the lane radix are the same." : $"{field}.Multiply(product, RadixCorrection, out product);")}}
                        WriteLane(r, lane, product);
                    }
                }


            """);
        if (lanes.Kernels.Contains(LaneKernel.Butterfly))
        {
            WriteTransformMembers(text, lanes);
        }

        string operands = $"{name}* r, {name}* a, {name}* b";
        WriteLimbwise(text, lanes, "Add", "r ← a + b, limb by limb: bounds add up.", operands, i => $"((V*)a)[{i}] + ((V*)b)[{i}]");
        WriteLimbwise(text, lanes, "Subtract", "r ← a − b, limb by limb: bounds add up.", operands, i => $"((V*)a)[{i}] - ((V*)b)[{i}]");
        WriteLimbwise(text, lanes, "Copy", "r ← a.", $"{name}* r, {name}* a", i => $"((V*)a)[{i}]");
        WriteReduce(text, lanes);
    }

    private static void WriteTransformMembers(StringBuilder text, LaneParameters lanes)
    {
        string name = lanes.Name;
        text.Append(CultureInfo.InvariantCulture, $$"""
                /// <summary>r ← a·b·2^−{{lanes.Limbs * lanes.Width}} modulo m, with the same b, given as balanced limbs, in every lane; r may alias a.</summary>
                [MethodImpl(MethodImplOptions.AggressiveInlining)]
                internal static void Scale({{name}}* r, {{name}}* a, double* b)
                {
                    LaneBounds.Require(a, b);
                    if (IsAccelerated)
                    {
                        ScaleAvx512((V*)r, (V*)a, b);
                    }
                    else
                    {
                        ScalePortable(r, a, b);
                    }
                }

                /// <summary>(u, v) ← (u + v·w·2^−{{lanes.Limbs * lanes.Width}}, u − v·w·2^−{{lanes.Limbs * lanes.Width}}): limbs of u grow by those of one product.</summary>
                [MethodImpl(MethodImplOptions.AggressiveInlining)]
                internal static void Butterfly({{name}}* u, {{name}}* v, double* w)
                {
                    LaneBounds.Require(v, w);
                    if (IsAccelerated)
                    {
                        ButterflyAvx512((V*)u, (V*)v, w);
                        return;
                    }

                    ScalePortable(v, v, w);
                    for (int i = 0; i < Limbs; i++)
                    {
                        V sum = ((V*)u)[i] + ((V*)v)[i];
                        ((V*)v)[i] = ((V*)u)[i] - ((V*)v)[i];
                        ((V*)u)[i] = sum;
                    }
                }

                /// <summary>The product with one factor through the scalar field.</summary>
                internal static void ScalePortable({{name}}* r, {{name}}* a, double* b)
                {
                    {{lanes.Field.Name}} factor = Join(b, stride: 1) * RadixCorrection;
                    for (int lane = 0; lane < 8; lane++)
                    {
                        {{lanes.Field.Name}}.Multiply(ReadLane(a, lane), factor, out {{lanes.Field.Name}} product);
                        WriteLane(r, lane, product);
                    }
                }


            """);
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
                /// <remarks>Requires limbs below 2^51 and |a| below 2^{{lanes.Width - 2}}·m.</remarks>
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
