using System.Globalization;
using System.Text;

namespace ZkRollup.Crypto.Generator;

/// <summary>Writes the kernels of an 8-lane field whose columns are added up as doubles, parts above and below a grid apart.</summary>
/// <remarks>
/// The method, its range bounds and their proof are in docs/crypto/lanes.md, section "Float columns". The order of the statements is
/// part of the method: the latency of quotient i hides behind the products of quotient i − 1 and of row i + 1, and the opaque zero
/// that is added to the row pointers keeps the JIT from holding every operand in a register, which would spill.
/// </remarks>
internal sealed class FloatLaneKernelWriter
{
    private readonly LaneParameters _lanes;
    private readonly StringBuilder _text = new();
    private readonly HashSet<int> _started = [];
    private int _products;

    private FloatLaneKernelWriter(LaneParameters lanes) => _lanes = lanes;

    internal static string Write(LaneParameters lanes)
    {
        FloatLaneKernelWriter writer = new(lanes);
        LaneFileWriter.WriteHeader(writer._text, lanes);
        writer.WriteConstants();
        foreach (LaneKernel kernel in lanes.Kernels)
        {
            writer.WriteKernel(kernel);
        }

        LaneMembersWriter.Write(writer._text, lanes);
        writer._text.Append("}\n");
        return writer._text.ToString();
    }

    private void Line(FormattableString line) => _text.Append("        ").Append(FormattableString.Invariant(line)).Append('\n');

    private void WriteConstants()
    {
        LaneParameters l = _lanes;
        ulong mask = (1UL << l.Width) - 1;
        ulong magic = BitConverter.DoubleToUInt64Bits(Math.ScaleB(1, 52)) | (1UL << (l.Width - 1));
        ulong next = unchecked(l.NegatedInverse * (ulong)l.ModulusDigits[1]);
        _text.Append(CultureInfo.InvariantCulture, $$"""
                /// <summary>−m⁻¹ mod 2^{{l.Width}}.</summary>
                private const ulong NegatedInverse = 0x{{l.NegatedInverse:x}}UL;

                /// <summary>The low {{l.Width}} bits of a word.</summary>
                private const ulong LimbMask = 0x{{mask:x}}UL;

                /// <summary>Turns the low {{l.Width}} bits u of a word into the double 2^52 + (u xor 2^{{l.Width - 1}}).</summary>
                private const ulong QuotientMagic = 0x{{magic:x}}UL;

                /// <summary>NegatedInverse times the second digit of the modulus: what quotient i adds to the product that yields quotient i + 1.</summary>
                private const ulong NextFactor = 0x{{next:x}}UL;

                /// <summary>1.5·2^(52 + {{l.Width}}): a double on this grid has a unit in the last place of 2^{{l.Width}}.</summary>
                private const double HighBias = {{LaneFileWriter.Literal(1.5 * Math.ScaleB(1, 52 + l.Width))}};

                /// <summary>−1.5·2^52, which cancels HighBias·2^−{{l.Width}}.</summary>
                private const double LowBias = {{LaneFileWriter.Literal(-1.5 * Math.ScaleB(1, 52))}};

                /// <summary>2^52 + 2^{{l.Width - 1}}: what QuotientMagic added.</summary>
                private const double QuotientBias = {{LaneFileWriter.Literal(Math.ScaleB(1, 52) + Math.ScaleB(1, l.Width - 1))}};

                private static readonly LaneConstants* Constants = LaneConstants.Allocate(NegatedInverse, NextFactor, LimbMask, QuotientMagic, ModulusDigits);


            """);
    }

    private void WriteKernel(LaneKernel kernel)
    {
        _started.Clear();
        _products = 0;
        _text.Append(CultureInfo.InvariantCulture, $$"""
                /// <summary>{{LaneFileWriter.KernelSummary(_lanes, kernel, count: 1)}}</summary>
                [SkipLocalsInit]
                [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
                private static void {{kernel}}Avx512(V* r, V* a{{(kernel == LaneKernel.Square ? string.Empty : ", V* b")}})
                {
                    LaneConstants* k = Constants;
                    nint z = OpaqueZero;
                    V* p = &k->Modulus;
                    V high = Vector512.Create(HighBias), low = Vector512.Create(LowBias);
                    V scale = Vector512.Create(InverseRadix), bias = Vector512.Create(QuotientBias);

            """);
        int n = _lanes.Limbs;
        bool squares = kernel == LaneKernel.Square;
        WriteRow(squares, 0, first: true);
        WriteQuotient(0);
        WriteRow(squares, 0, first: false);
        WriteRow(squares, 1);
        for (int i = 0; i < n; i++)
        {
            Line($"p = (V*)((byte*)p + z);");
            Line($"V e{i} = Avx512F.Add(H{i}, t{i}, FloatRoundingMode.ToPositiveInfinity);");
            Line($"H{i} = Avx512F.FusedMultiplyAdd(q{i}, p[0], e{i}, FloatRoundingMode.ToNegativeInfinity);");
            if (i + 1 < n)
            {
                WriteQuotient(i + 1);
            }

            WriteProducts([("p[1]", $"q{i}", i + 1)]);
            if (i + 1 < n)
            {
                Line($"V t{i + 1} = Avx512F.FusedMultiplyAdd(H{i}, scale, L{i + 1});");
            }

            WriteProducts([.. Enumerable.Range(2, n - 2).Select(j => ($"p[{j}]", $"q{i}", i + j))]);
            if (i + 2 < n)
            {
                WriteRow(squares, i + 2);
            }
        }

        WriteCarries();
        _text.Append("    }\n\n");
    }

    /// <summary>Row i of the product: limb i of the second operand times every limb of the first, or what a square needs of it.</summary>
    private void WriteRow(bool squares, int row, bool? first = null)
    {
        int n = _lanes.Limbs;
        if (first != false)
        {
            Line($"a = (V*)((byte*)a + z);");
            Line($"V b{row} = {(squares ? "a" : "b")}[{row}];");
        }

        if (squares)
        {
            if (first != false)
            {
                WriteProducts([($"b{row}", $"b{row}", 2 * row)]);
            }

            if (first != true && row + 1 < n)
            {
                Line($"V d{row} = b{row} + b{row};");
                WriteProducts([.. Enumerable.Range(row + 1, n - row - 1).Select(j => ($"a[{j}]", $"d{row}", row + j))]);
            }

            return;
        }

        int from = first == false ? 1 : 0;
        int to = first == true ? 1 : n;
        WriteProducts([.. Enumerable.Range(from, to - from).Select(j => ($"a[{j}]", $"b{row}", row + j))]);
    }

    /// <summary>Adds x·y to column c for each triple, two at a time: the part above the grid to H, the exact rest to L.</summary>
    private void WriteProducts((string X, string Y, int Column)[] products)
    {
        foreach ((string X, string Y, int Column)[] pair in products.Chunk(2))
        {
            int firstId = _products;
            _products += pair.Length;
            bool[] opens = new bool[pair.Length];
            for (int i = 0; i < pair.Length; i++)
            {
                (string x, string y, int c) = pair[i];
                int id = firstId + i;
                opens[i] = _started.Add(c);
                Line(opens[i]
                    ? (FormattableString)$"V x{id} = {x}, H{c} = Avx512F.FusedMultiplyAdd(x{id}, {y}, high), g{id} = high - H{c}, L{c};"
                    : $"V x{id} = {x}, h{id} = Avx512F.FusedMultiplyAdd(x{id}, {y}, H{c}), g{id} = H{c} - h{id}; H{c} = h{id};");
            }

            for (int i = 0; i < pair.Length; i++)
            {
                Line($"g{firstId + i} = Avx512F.FusedMultiplyAdd(x{firstId + i}, {pair[i].Y}, g{firstId + i});");
            }

            for (int i = 0; i < pair.Length; i++)
            {
                Line($"L{pair[i].Column} = {(opens[i] ? "low" : $"L{pair[i].Column}")} + g{firstId + i};");
            }
        }
    }

    /// <summary>q(i) ← the balanced low digit of column i times −m⁻¹, from the mantissas as integers.</summary>
    private void WriteQuotient(int i)
    {
        string sum = i == 0 ? "k->LowBits" : $"H{i - 1}.AsUInt64()";
        string carry = i == 0 ? string.Empty : $" + v{i - 1}";
        Line($"W w{i} = Avx512DQ.MultiplyLow({sum} - L{i}.AsUInt64(), k->NegatedInverse){carry};");
        if (i + 1 < _lanes.Limbs)
        {
            Line($"W v{i} = Avx512DQ.MultiplyLow(w{i}, k->NextFactor);");
        }

        Line($"V q{i} = Avx512F.TernaryLogic(w{i}, k->LimbMask, k->QuotientMagic, 0x6A).AsDouble() - bias;");
        if (i == 0)
        {
            Line($"V t0 = L0 - low;");
        }
    }

    /// <summary>The upper half of the columns, one parallel carry pass, and the result.</summary>
    private void WriteCarries()
    {
        int n = _lanes.Limbs;
        Line($"V round = Vector512.Create(-LowBias), minusRadix = Vector512.Create(-Radix);");
        for (int i = 0; i < n; i++)
        {
            Line($"V o{i} = Avx512F.FusedMultiplyAdd(H{n + i - 1}, scale, {(i + 1 < n ? $"L{n + i}" : "low")});");
        }

        for (int i = 0; i + 1 < n; i++)
        {
            Line($"V m{i} = Avx512F.FusedMultiplyAdd(o{i}, scale, round) - round;");
        }

        Line($"r[0] = Avx512F.FusedMultiplyAdd(m0, minusRadix, o0);");
        for (int i = 1; i + 1 < n; i++)
        {
            Line($"r[{i}] = Avx512F.FusedMultiplyAdd(m{i}, minusRadix, o{i}) + m{i - 1};");
        }

        Line($"r[{n - 1}] = o{n - 1} + m{n - 2};");
    }
}
