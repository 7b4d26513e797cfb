using System.Numerics;
using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Crypto.Fields;
using ZkRollup.Sequencer.Engine.Tests.Scenarios;

namespace ZkRollup.Circuits.Rollup.Tests.ProgramAttacks;

/// <summary>What a value is replaced by: its neighbours, ends of ranges, other values of the step, and chance.</summary>
internal sealed class LieValues
{
    private const int Random = 2;
    private static readonly int[] Widths = [8, 12, 24, 27, 30, 35, 36, 48, 59, 60, 63, 104, 250];

    private readonly AttackPoint _point;
    private readonly SeededGenerator _random;
    private readonly BigInteger[] _known;

    internal LieValues(AttackPoint point, ulong seed)
    {
        _point = point;
        _random = new(seed);
        _known = Known(point);
    }

    /// <summary>The values to put in place of one of the step.</summary>
    internal List<Fr> For(Source source)
    {
        Fr honest = _point.Values[source.Register];
        BigInteger value = FieldNumber.ToSigned(honest);
        SortedSet<BigInteger> numbers = [0, 1, 2, -1, value + 1, value - 1, value + 2, value - 2, -value, 1 - value, value * 2];
        if (source.Kind is SourceKind.Bit)
        {
            numbers = [0, 1, 2, -1];
        }
        else if (source.Kind is not SourceKind.Inverse)
        {
            AddEnds(numbers, value);
            numbers.UnionWith(_known);
        }

        if (source is { Low: { } low, High: { } high })
        {
            numbers.UnionWith([low, high, low + 1, high - 1]);
            numbers = [.. numbers.Where(number => IsPossible(source, number))];
        }

        // The nearest first: what it takes to make up for them is small, too.
        List<Fr> values = [.. numbers.OrderBy(number => BigInteger.Abs(number - value)).Select(FieldNumber.Of)];
        for (int i = 0; i < Random; i++)
        {
            values.Add(Any(source));
        }

        return [.. values.Where(candidate => candidate != honest).Distinct()];
    }

    /// <summary>Whether the world can have this value: a field of a live record, or of one that is all zero.</summary>
    internal static bool IsPossible(Source source, BigInteger number) =>
        source.Low is null || (number >= source.Low && number <= source.High);

    private static void AddEnds(SortedSet<BigInteger> numbers, BigInteger value)
    {
        foreach (int width in Widths)
        {
            BigInteger power = BigInteger.One << width;
            numbers.UnionWith([power, power - 1, value + power, value - power]);
        }
    }

    private Fr Any(Source source)
    {
        if (source is { Low: { } low, High: { } high })
        {
            return FieldNumber.Of(low + (new BigInteger(_random.NextUInt64()) % (high - low + 1)));
        }

        BigInteger wide = 0;
        for (int i = 0; i < 4; i++)
        {
            wide = (wide << 64) | _random.NextUInt64();
        }

        return FieldNumber.Of(wide);
    }

    /// <summary>Inputs, fields and context of the step, signed values also without their bias.</summary>
    private static BigInteger[] Known(AttackPoint point)
    {
        const int most = 48;
        SortedSet<BigInteger> known = [];
        foreach (Source source in point.Sources)
        {
            BigInteger value = FieldNumber.ToSigned(point.Values[source.Register]);
            if (source.Kind is SourceKind.Message or SourceKind.Time or SourceKind.Input or SourceKind.Context)
            {
                known.UnionWith([value, value + 1, value - 1]);
            }
            else if (source.Kind is SourceKind.Field && known.Count < most)
            {
                known.Add(value);
            }
        }

        return [.. known];
    }
}
