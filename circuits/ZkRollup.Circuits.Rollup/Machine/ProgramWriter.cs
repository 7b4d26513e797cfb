using System.Numerics;

namespace ZkRollup.Circuits.Rollup.Machine;

/// <summary>Writes a step program, rule by rule (docs/circuits/machine.md, "Writing programs").</summary>
/// <remarks>
/// Lines carry the label of the last <see cref="Rule"/>. Nothing here runs: values are forms, and <see cref="StepRun"/> computes them later
/// in the order in which they were written.
/// </remarks>
internal sealed partial class ProgramWriter
{
    /// <summary>A sum or product whose magnitude stays below it is the same in the field as in the integers.</summary>
    private static readonly BigInteger MagnitudeMax = BigInteger.One << 250;

    private static readonly BigInteger RangeLimit = BigInteger.One << MachineShape.RangeBits;

    private readonly string _name;
    private readonly List<Operation> _operations = [];
    private readonly List<Register> _registers = [];
    private readonly Dictionary<BigInteger, Register> _constants = [];
    private readonly Dictionary<int, Register> _inputs = [];
    private string _rule = "";

    internal ProgramWriter(string name)
    {
        _name = name;
        _carriedIn = [.. Enum.GetValues<CarriedRegister>().Select(AddCarryIn)];
    }

    /// <summary>Names the rule that the lines to come belong to.</summary>
    internal void Rule(string label) => _rule = label;

    /// <summary>A value that the prover chooses, of the inputs of the step. Nothing binds it yet.</summary>
    internal Value Input(string name)
    {
        Register result = NewRegister();
        _operations.Add(new Operation.Input(_rule, name, result));
        return Of(result, null, null);
    }

    /// <summary>An input that is 0 or 1.</summary>
    internal Bit InputBit(string name)
    {
        Value value = Input(name);
        return AssertBit(value);
    }

    /// <summary>An input from 0 to 2^bits − 1.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="bits">1 to 60.</param>
    internal Value InputBits(string name, int bits) => bits == 1 ? InputBit(name) : WithBits(Input(name), bits);

    /// <summary>A value that the prover computes from others; nothing binds it yet.</summary>
    /// <param name="compute">Reads signed integers, of magnitude below half the modulus.</param>
    /// <param name="read">What it reads.</param>
    internal Value Hint(Func<BigInteger[], BigInteger> compute, params ReadOnlySpan<Value> read)
    {
        Register[] registers = new Register[read.Length];
        for (int i = 0; i < registers.Length; i++)
        {
            registers[i] = RegisterOf(read[i]);
        }

        Register result = NewRegister();
        _operations.Add(new Operation.Hint(_rule, registers, result, compute));
        return Of(result, null, null);
    }

    /// <summary>A hint that is 0 or 1.</summary>
    internal Bit HintBit(Func<BigInteger[], BigInteger> compute, params ReadOnlySpan<Value> read) => AssertBit(Hint(compute, read));

    /// <summary>A hint from 0 to 2^bits − 1.</summary>
    internal Value HintBits(int bits, Func<BigInteger[], BigInteger> compute, params ReadOnlySpan<Value> read) =>
        WithBits(Hint(compute, read), bits);

    /// <summary>1 if a value is negative. The value lies within ±2^60, or there is no witness.</summary>
    internal Bit IsNegative(Value value)
    {
        RequireNoWrap(value);
        Register result = NewRegister();
        AddLine(LineKind.Comparison, value, result);
        return new Bit(Of(result, BigInteger.Zero, BigInteger.One));
    }

    /// <summary>1 if a is less than b.</summary>
    internal Bit Less(Value a, Value b) => IsNegative(a - b);

    /// <summary>1 if a is b or more.</summary>
    internal Bit AtLeast(Value a, Value b) => !Less(a, b);

    /// <summary>1 if a is greater than b.</summary>
    internal Bit Greater(Value a, Value b) => Less(b, a);

    /// <summary>1 if a value is zero.</summary>
    internal Bit IsZero(Value value)
    {
        if (value.Low >= 0 && value.High < RangeLimit)
        {
            return IsNegative(value - 1);
        }

        if (value.High <= 0 && -value.Low < RangeLimit)
        {
            return IsNegative(-value - 1);
        }

        Value number = Materialize(value);
        Value inverse = Inverse(number);
        Value isZero = Materialize(1 - (number * inverse));
        AddLine(LineKind.Assertion, number * isZero, null);
        return new Bit(isZero);
    }

    /// <summary>1 if two values are equal.</summary>
    internal Bit Equal(Value a, Value b) => IsZero(a - b);

    /// <summary>The lesser of two values.</summary>
    internal Value Min(Value a, Value b)
    {
        Value result = Less(a, b).Select(a, b);
        return result.WithBounds(result.Low, Value.Least(a.High, b.High));
    }

    /// <summary>The greater of two values.</summary>
    internal Value Max(Value a, Value b)
    {
        Value result = Less(a, b).Select(b, a);
        return result.WithBounds(Value.Greatest(a.Low, b.Low), result.High);
    }

    /// <summary>Demands that a bit is 1.</summary>
    internal void Require(Bit bit) => AddLine(LineKind.Assertion, bit - 1, null);

    /// <summary>Demands that a value is 0 or 1.</summary>
    internal Bit RequireBit(Value value) => AssertBit(Materialize(value));

    /// <summary>Demands that the second bit is 1 where the first one is.</summary>
    internal void RequireIf(Bit condition, Bit then) => AddLine(LineKind.Assertion, condition * (1 - (Value)then), null);

    /// <summary>Demands that a value is zero.</summary>
    internal void RequireZero(Value value) => AddLine(LineKind.Assertion, value, null);

    /// <summary>Demands that two values are equal.</summary>
    internal void RequireEqual(Value a, Value b) => RequireZero(a - b);

    /// <summary>Demands that two values are equal where the bit is 1.</summary>
    internal void RequireEqualIf(Bit condition, Value a, Value b) => RequireZero(condition * (a - b));

    /// <summary>Demands that a value is not zero.</summary>
    internal void RequireNotZero(Value value)
    {
        if (value.Low >= 0 && value.High < RangeLimit)
        {
            _ = RequireNotNegative(value - 1);
            return;
        }

        Value number = Materialize(value);
        Value inverse = Inverse(number);
        AddLine(LineKind.Assertion, (number * inverse) - 1, null);
    }

    /// <summary>Demands 0 ≤ value &lt; 2^60, and returns it with these bounds.</summary>
    internal Value RequireNotNegative(Value value)
    {
        RequireNoWrap(value);
        AddLine(LineKind.Range, value, null);
        return value.WithBounds(Value.Greatest(value.Low, BigInteger.Zero), Value.Least(value.High, RangeLimit - 1));
    }

    /// <summary>Demands a ≥ b.</summary>
    internal void RequireAtLeast(Value a, Value b) => RequireNotNegative(a - b);

    /// <summary>Demands a &lt; b.</summary>
    internal void RequireLess(Value a, Value b) => RequireNotNegative(b - a - 1);

    /// <summary>Demands low ≤ value ≤ high, where its bounds do not say so already, and returns it with these bounds.</summary>
    internal Value RequireWithin(Value value, BigInteger low, BigInteger high)
    {
        if (value.Low is null || value.High is null)
        {
            // An element of the field: both lines together leave only the integers from low to high.
            value = Materialize(value);
            AddLine(LineKind.Range, value - Value.Of(low), null);
            AddLine(LineKind.Range, Value.Of(high) - value, null);
            return value.WithBounds(low, high);
        }

        if (value.Low < low)
        {
            _ = RequireNotNegative(value - Value.Of(low));
        }

        if (value.High > high)
        {
            _ = RequireNotNegative(Value.Of(high) - value);
        }

        return value.WithBounds(Value.Greatest(value.Low, low), Value.Least(value.High, high));
    }

    /// <summary>
    /// ⌊dividend/divisor⌋ for a divisor of 1 or more; there is no witness for a quotient beyond ±2^59, or another divisor.
    /// </summary>
    internal Value DivideFloor(Value dividend, Value divisor) => Divide(dividend, divisor, isCeiling: false);

    /// <summary>⌈dividend/divisor⌉; see <see cref="DivideFloor"/>.</summary>
    internal Value DivideCeiling(Value dividend, Value divisor) => Divide(dividend, divisor, isCeiling: true);

    /// <summary>Bit <paramref name="place"/> of a number below 2^bits.</summary>
    internal Bit BitOf(Value number, int place, int bits)
    {
        number = Materialize(number);
        Bit bit = HintBit(read => (read[0] >> place) & 1, number);
        Value low = place == 0 ? 0 : HintBits(place, read => read[0] & ((BigInteger.One << place) - 1), number);
        Value high = place == bits - 1 ? 0 : HintBits(bits - place - 1, read => read[0] >> (place + 1), number);
        RequireEqual(number, low + (bit * (1L << place)) + (high * (1L << (place + 1))));
        return bit;
    }

    /// <summary>A value in a result of its own.</summary>
    internal Value Materialize(Value value)
    {
        if (value.Single is { } known)
        {
            return Of(known, value.Low, value.High);
        }

        if (value.IsConstant)
        {
            // Not remembered in the value, which other programs may use too.
            return Of(ConstantRegister(value.Constant), value.Low, value.High);
        }

        if (value.Product is null && value.Constant.IsZero && value.Terms.Count == 1 && value.Terms[0].Coefficient.IsOne)
        {
            value.Single = value.Terms[0].Register;
        }
        else
        {
            Register result = NewRegister();
            AddLine(LineKind.Assignment, value, result);
            value.Single = result;
        }

        return Of(value.Single, value.Low, value.High);
    }

    private static void RequireNoWrap(Value value)
    {
        if (value.Low is not { } low || value.High is not { } high
            || BigInteger.Abs(low) > MagnitudeMax || BigInteger.Abs(high) > MagnitudeMax)
        {
            throw new InvalidOperationException($"A value from {value.Low} to {value.High} may wrap: it has no sign.");
        }
    }

    private Register RegisterOf(Value value) => Materialize(value).Single!;

    private Value Of(Register register, BigInteger? low, BigInteger? high) =>
        new(this, BigInteger.Zero, [new(register, BigInteger.One)], null, low, high) { Single = register };

    private Register NewRegister(int row = Register.Anywhere)
    {
        Register result = new(_registers.Count, row);
        _registers.Add(result);
        return result;
    }

    private Register ConstantRegister(BigInteger value)
    {
        if (!_constants.TryGetValue(value, out Register? register))
        {
            register = NewRegister();
            _constants.Add(value, register);
            _operations.Add(new Operation.Line("constant", LineKind.Assignment, LineForm.Of(value, []), register));
        }

        return register;
    }

    private Value Inverse(Value number)
    {
        Register result = NewRegister();
        _operations.Add(new Operation.Inverse(_rule, RegisterOf(number), result));
        return Of(result, null, null);
    }

    private Bit AssertBit(Value value)
    {
        AddLine(LineKind.Assertion, (value * value) - value, null);
        return new Bit(value);
    }

    private Value WithBits(Value value, int bits)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bits, MachineShape.RangeBits);
        AddLine(LineKind.Range, value, null);
        BigInteger high = (BigInteger.One << bits) - 1;
        if (bits < MachineShape.RangeBits)
        {
            AddLine(LineKind.Range, Value.Of(high) - value, null);
        }

        return value.WithBounds(BigInteger.Zero, high);
    }

    private Value Divide(Value dividend, Value divisor, bool isCeiling)
    {
        RequireNoWrap(dividend);
        RequireNoWrap(divisor);
        Value quotient = Hint(
            read => isCeiling ? -FloorOf(-read[0], read[1]) : FloorOf(read[0], read[1]),
            dividend,
            divisor);
        BigInteger low = dividend.Low >= 0 ? BigInteger.Zero : -RangeLimit / 2;
        AddLine(LineKind.Range, quotient - Value.Of(low), null);
        quotient = quotient.WithBounds(low, low + RangeLimit - 1);
        Value product = quotient * divisor;
        Value remainder = isCeiling ? product - dividend : dividend - product;
        _ = RequireNotNegative(remainder);
        _ = RequireNotNegative(divisor - 1 - remainder);
        BigInteger least = BigInteger.Max(BigInteger.One, divisor.Low!.Value);
        BigInteger greatest = isCeiling ? -FloorOf(-dividend.High!.Value, least) : FloorOf(dividend.High!.Value, least);
        return quotient.WithBounds(low, BigInteger.Max(low, BigInteger.Min(quotient.High!.Value, BigInteger.Max(greatest, 0))));
    }

    private static BigInteger FloorOf(BigInteger dividend, BigInteger divisor)
    {
        if (divisor.Sign <= 0)
        {
            return BigInteger.Zero;
        }

        BigInteger quotient = BigInteger.DivRem(dividend, divisor, out BigInteger remainder);
        return remainder.Sign < 0 ? quotient - 1 : quotient;
    }

    /// <summary>Writes a line, but none that demands of a constant what it is.</summary>
    private void AddLine(LineKind kind, Value value, Register? host)
    {
        if (host is not null || !value.IsConstant)
        {
            _operations.Add(new Operation.Line(_rule, kind, FormOf(value), host));
            return;
        }

        if (kind == LineKind.Range ? value.Constant.Sign < 0 || value.Constant >= RangeLimit : !value.Constant.IsZero)
        {
            throw new InvalidOperationException($"{_name}: '{_rule}' demands what {value.Constant} is not.");
        }
    }

    /// <summary>The value as the formula of one line, after lines for what does not fit into it.</summary>
    private LineForm FormOf(Value value)
    {
        if (value.Single is { } single)
        {
            return LineForm.Of(BigInteger.Zero, [new(single, BigInteger.One)]);
        }

        if (value.Product is not { } product)
        {
            return LineForm.Of(value.Constant, Shorten(value.Terms, 3));
        }

        (Value left, Value right) = (product.Left.Flat, product.Right.Flat);
        if (left.Terms.Count > 1 && right.Terms.Count == 1)
        {
            (left, right) = (right, left);
        }

        left = left.Terms.Count > 1 ? Materialize(left) : left;
        right = right.Terms.Count > 2 ? Materialize(right) : right;
        IReadOnlyList<Value.Term> rest = value.Terms;
        if (CountOf(left, right, rest) > 3)
        {
            List<Value.Term> inside = [.. rest.Where(term => Uses(left, term.Register) || Uses(right, term.Register))];
            rest = [.. inside, .. Shorten([.. rest.Except(inside)], 1)];
        }

        if (CountOf(left, right, rest) > 3)
        {
            right = Materialize(right);
            if (CountOf(left, right, rest) > 3)
            {
                rest = Shorten(rest, 1);
            }
        }

        return LineForm.Of(product.Coefficient, left, right, value.Constant, rest);
    }

    private static bool Uses(Value value, Register register) => value.Terms.Any(term => term.Register == register);

    private static int CountOf(Value left, Value right, IReadOnlyList<Value.Term> rest) =>
        left.Terms.Concat(right.Terms).Concat(rest).Select(term => term.Register).Distinct().Count()
            + (right.Terms.Any(term => term.Register == left.Terms[0].Register) ? 1 : 0);

    /// <summary>Adds up the first terms in results of their own until few enough are left.</summary>
    private IReadOnlyList<Value.Term> Shorten(IReadOnlyList<Value.Term> terms, int count)
    {
        while (terms.Count > count)
        {
            int taken = Math.Min(3, terms.Count - count + 1);
            Register sum = NewRegister();
            _operations.Add(new Operation.Line(_rule, LineKind.Assignment, LineForm.Of(BigInteger.Zero, [.. terms.Take(taken)]), sum));
            terms = [new(sum, BigInteger.One), .. terms.Skip(taken)];
        }

        return terms;
    }
}
