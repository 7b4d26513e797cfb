using System.Globalization;
using System.Text;

namespace ZkRollup.Crypto.Generator;

/// <summary>Writes the kernels of an 8-lane field whose columns are added up as integers: products by double-FMA, sums in words.</summary>
/// <remarks>
/// The method, its range bounds and their proof are in docs/crypto/lanes.md, section "Integer columns". One register a column leaves
/// room for two independent products in one kernel, whose statements alternate, so that one computes while the other waits.
/// </remarks>
internal sealed class IntegerLaneKernelWriter
{
    private const double HighBias = 1.5 * (1UL << 52) * (1UL << 52);

    private const double LowBias = 1UL << 52;

    private readonly LaneParameters _lanes;
    private readonly StringBuilder _text = new();
    private readonly HashSet<int> _started = [];
    private LaneKernel _kernel;
    private int _count;
    private int _products;

    private IntegerLaneKernelWriter(LaneParameters lanes) => _lanes = lanes;

    internal static string Write(LaneParameters lanes)
    {
        IntegerLaneKernelWriter writer = new(lanes);
        LaneFileWriter.WriteHeader(writer._text, lanes);
        writer.WriteConstants();
        foreach (LaneKernel kernel in lanes.Kernels)
        {
            writer.WriteKernel(kernel, count: 1);
            writer.WriteKernel(kernel, count: 2);
        }

        LaneMembersWriter.Write(writer._text, lanes);
        writer._text.Append("}\n");
        return writer._text.ToString();
    }

    private int Limbs => _lanes.Limbs;


    private void Line(FormattableString line) => _text.Append("        ").Append(FormattableString.Invariant(line)).Append('\n');

    /// <summary>Writes one line for each of the products that the kernel computes side by side, # standing for its number.</summary>
    private void Each(string line)
    {
        for (int t = 0; t < _count; t++)
        {
            string number = t.ToString(CultureInfo.InvariantCulture);
            _text.Append("        ").Append(line.Replace("#", number, StringComparison.Ordinal)).Append('\n');
        }
    }

    private void WriteConstants() => _text.Append(CultureInfo.InvariantCulture, $$"""
            /// <summary>1.5·2^104: a double on this grid has a unit in the last place of 2^52.</summary>
            private const double HighBias = {{LaneFileWriter.Literal(HighBias)}};

            /// <summary>1.5·2^104 + 2^52: less a rounded product, it leaves 2^52 for the rest to be added to.</summary>
            private const double HighAndLowBias = {{LaneFileWriter.Literal(HighBias + LowBias)}};

            /// <summary>2^52 + 2^51: what a digit in [0, 2^52) with its top bit flipped, set below the exponent of 2^52, exceeds its balanced value by.</summary>
            private const double DigitBias = {{LaneFileWriter.Literal(LowBias * 1.5)}};

            private static readonly IntegerLaneConstants* Constants = IntegerLaneConstants.Allocate(0x{{_lanes.NegatedInverse:x}}UL, ModulusDigits);


        """);

    private void WriteKernel(LaneKernel kernel, int count)
    {
        _kernel = kernel;
        _count = count;
        _started.Clear();
        _products = 0;
        string name = LaneFileWriter.KernelName(kernel, count);
        bool broadcast = kernel is LaneKernel.Scale or LaneKernel.ScaleAdd or LaneKernel.Butterfly;
        string first = kernel == LaneKernel.Butterfly ? "u" : "r";
        string second = kernel == LaneKernel.Square ? string.Empty : broadcast ? ", double* b" : ", V* b";
        _text.Append(CultureInfo.InvariantCulture, $$"""
                private static readonly W* {{name}}Start = IntegerLaneConstants.Vectors([{{string.Join(", ", StartValues().Select(v => $"0x{v:x16}UL"))}}]);

                /// <summary>{{LaneFileWriter.KernelSummary(_lanes, kernel, count)}}</summary>
                [SkipLocalsInit]
                [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
                private static void {{name}}Avx512(V* {{first}}, V* a{{second}}{{(kernel == LaneKernel.ScaleAdd ? ", V* c" : string.Empty)}})
                {
                    IntegerLaneConstants* k = Constants;
                    nint z = OpaqueZero;
                    W* start = {{name}}Start;
                    V* p = &k->Modulus;
                    V high = Vector512.Create(HighBias), both = Vector512.Create(HighAndLowBias), bias = Vector512.Create(DigitBias);

            """);
        Each($"V* a#_ = a + (# * {Limbs}); V* {first}#_ = {first} + (# * {Limbs});");
        if (kernel == LaneKernel.Multiply)
        {
            Each($"V* b#_ = b + (# * {Limbs});");
        }
        else if (broadcast)
        {
            Each(kernel == LaneKernel.Butterfly ? "double* b#_ = b + (# * 8);" : "double* b#_ = b;");
        }

        WriteRow(0, first: true);
        WriteQuotient(0);
        WriteRow(0, first: false);
        WriteRow(1);
        for (int i = 0; i < Limbs; i++)
        {
            Line($"p = (V*)((byte*)p + z);");
            Each($"V y#_{i} = p[0];");
            Each($"y#_{i} = Avx512F.FusedMultiplyAdd(q#_{i}, y#_{i}, high, FloatRoundingMode.ToNegativeInfinity);");
            AddToColumn(i + 1, $"c#_{i}");
            AddToColumn(i + 1, $"y#_{i}.AsUInt64()");
            WriteProducts([("p[1]", $"q#_{i}", i + 1)]);
            if (i + 1 < Limbs)
            {
                WriteQuotient(i + 1);
            }

            WriteProducts([.. Enumerable.Range(2, Limbs - 2).Select(j => ($"p[{j}]", $"q#_{i}", i + j))]);
            if (i + 2 < Limbs)
            {
                WriteRow(i + 2);
            }
        }

        WriteOutput(first);
        _text.Append("    }\n\n");
    }

    /// <summary>What each column starts at: minus the exponents that its terms bring along, plus half a digit in the result.</summary>
    private ulong[] StartValues()
    {
        int n = Limbs;
        ulong[] start = new ulong[2 * n];
        void Take(int column)
        {
            unchecked
            {
                start[column] -= BitConverter.DoubleToUInt64Bits(LowBias);
                start[column + 1] -= BitConverter.DoubleToUInt64Bits(HighBias);
            }
        }

        for (int i = 0; i < n; i++)
        {
            for (int j = _kernel == LaneKernel.Square ? i : 0; j < n; j++)
            {
                Take(i + j);
            }

            unchecked
            {
                start[i + 1] -= BitConverter.DoubleToUInt64Bits(HighBias);
            }

            for (int j = 1; j < n; j++)
            {
                Take(i + j);
            }
        }

        for (int column = n; column < 2 * n; column++)
        {
            unchecked
            {
                start[column] += column + 1 < 2 * n ? 1UL << 51 : BitConverter.DoubleToUInt64Bits(1.5 * LowBias);
            }
        }

        return start;
    }

    /// <summary>Row i of the product: limb i of the second operand times every limb of the first, or what a square needs of it.</summary>
    private void WriteRow(int row, bool? first = null)
    {
        int n = Limbs;
        bool square = _kernel == LaneKernel.Square;
        if (first != false)
        {
            Each("a#_ = (V*)((byte*)a#_ + z);");
            Each(_kernel switch
            {
                LaneKernel.Square => $"V b#_{row} = a#_[{row}];",
                LaneKernel.Multiply => $"V b#_{row} = b#_[{row}];",
                _ => $"V b#_{row} = Vector512.Create(b#_[{row}]);",
            });
        }

        if (square)
        {
            if (first != false)
            {
                WriteProducts([($"b#_{row}", $"b#_{row}", 2 * row)]);
            }

            if (first != true && row + 1 < n)
            {
                Each($"V d#_{row} = b#_{row} + b#_{row};");
                WriteProducts([.. Enumerable.Range(row + 1, n - row - 1).Select(j => ($"a#_[{j}]", $"d#_{row}", row + j))]);
            }

            return;
        }

        int from = first == false ? 1 : 0;
        int to = first == true ? 1 : n;
        WriteProducts([.. Enumerable.Range(from, to - from).Select(j => ($"a#_[{j}]", $"b#_{row}", row + j))]);
    }

    /// <summary>Adds x·y to columns c and c + 1: the multiple of 2^52 below it, and the exact rest.</summary>
    private void WriteProducts((string X, string Y, int Column)[] products)
    {
        foreach ((string x, string y, int column) in products)
        {
            int id = _products++;
            Each($"V x#_{id} = {x}, h#_{id} = Avx512F.FusedMultiplyAdd(x#_{id}, {y}, high, FloatRoundingMode.ToNegativeInfinity);");
            Each($"V l#_{id} = Avx512F.FusedMultiplyAdd(x#_{id}, {y}, both - h#_{id});");
            AddToColumn(column, $"l#_{id}.AsUInt64()");
            AddToColumn(column + 1, $"h#_{id}.AsUInt64()");
        }
    }

    private void AddToColumn(int column, string term) =>
        Each(_started.Add(column) ? $"W s#_{column} = start[{column}] + {term};" : $"s#_{column} += {term};");

    /// <summary>q(i) ← the balanced low digit of column i times −m⁻¹; c(i) ← what column i carries into the next.</summary>
    private void WriteQuotient(int i)
    {
        Line($"k = (IntegerLaneConstants*)((byte*)k + z);");
        Each($"W w#_{i} = Avx512DQ.MultiplyLow(s#_{i}, k->NegatedInverse);");
        Each($"V q#_{i} = Avx512F.TernaryLogic(w#_{i}, k->DigitMask, k->FlippedDigit, 0x6A).AsDouble() - bias;");
        Each($"W c#_{i} = ((s#_{i} + k->DigitMask).AsInt64() >> 52).AsUInt64();");
    }

    /// <summary>The upper half of the columns with their carries as balanced digits, and what the kernel does with them.</summary>
    private void WriteOutput(string target)
    {
        int n = Limbs;
        Line($"k = (IntegerLaneConstants*)((byte*)k + z);");
        for (int i = 0; i < n; i++)
        {
            int column = n + i;
            if (_kernel == LaneKernel.ScaleAdd)
            {
                Each($"s#_{column} += Avx512DQ.ConvertToVector512Int64(c[(# * {n}) + {i}]).AsUInt64();");
            }

            if (i > 0)
            {
                Each($"s#_{column} += (s#_{column - 1}.AsInt64() >> 52).AsUInt64();");
            }

            string digit = i + 1 < n
                ? $"Avx512F.TernaryLogic(s#_{column}, k->DigitMask, k->Digit, 0x6A).AsDouble() - bias"
                : $"s#_{column}.AsDouble() - bias";
            Each(_kernel == LaneKernel.Butterfly ? $"V r#_{i} = {digit};" : $"{target}#_[{i}] = {digit};");
        }

        if (_kernel != LaneKernel.Butterfly)
        {
            return;
        }

        Line($"V scale = Vector512.Create(1.0 / Radix), minusRadix = Vector512.Create(-Radix);");
        for (int i = 0; i < n; i++)
        {
            Each($"V u#_{i} = u#_[{i}], v#_{i} = u#_{i} - r#_{i};");
            Each($"u#_{i} += r#_{i};");
            string incoming = i > 0 ? $" + m#_{i - 1}" : string.Empty;
            string incomingV = i > 0 ? $" + n#_{i - 1}" : string.Empty;
            if (i + 1 < n)
            {
                Each($"V m#_{i} = Avx512F.FusedMultiplyAdd(u#_{i}, scale, bias) - bias;");
                Each($"V n#_{i} = Avx512F.FusedMultiplyAdd(v#_{i}, scale, bias) - bias;");
                Each($"u#_[{i}] = Avx512F.FusedMultiplyAdd(m#_{i}, minusRadix, u#_{i}){incoming};");
                Each($"a#_[{i}] = Avx512F.FusedMultiplyAdd(n#_{i}, minusRadix, v#_{i}){incomingV};");
            }
            else
            {
                Each($"u#_[{i}] = u#_{i}{incoming};");
                Each($"a#_[{i}] = v#_{i}{incomingV};");
            }
        }
    }
}
