using System.Numerics;
using ZkRollup.Circuits.Rollup.Machine;

namespace ZkRollup.Circuits.Rollup.Programs;

/// <summary>Powers of two, and bits at places that are not known before.</summary>
internal static class Powers
{
    /// <summary>2^exponent.</summary>
    /// <param name="p">The program.</param>
    /// <param name="exponent">Below 2^bits.</param>
    /// <param name="bits">An even number.</param>
    internal static Value Of(ProgramWriter p, Value exponent, int bits)
    {
        Value sum = 0;
        Value power = 1;
        for (int place = 0; place < bits; place += 2)
        {
            Bit low = BitAt(p, exponent, place);
            Bit high = BitAt(p, exponent, place + 1);
            sum += (low * (1L << place)) + (high * (1L << (place + 1)));
            power *= (1 + (low * Factor(place))) * (1 + (high * Factor(place + 1)));
        }

        p.RequireEqual(sum, exponent);
        return p.Materialize(power);
    }

    /// <summary>Demands that a bit of a number is set: number = low + 2^place·(1 + 2·high) with low below 2^place.</summary>
    /// <param name="p">The program.</param>
    /// <param name="number">The number, below 2^60.</param>
    /// <param name="power">2^place.</param>
    internal static void RequireBit(ProgramWriter p, Value number, Value power)
    {
        Value low = p.HintBits(MachineShape.RangeBits, read => BigInteger.Remainder(read[0], BigInteger.Max(read[1], 1)), number, power);
        Value high = p.HintBits(MachineShape.RangeBits, read => read[0] / BigInteger.Max(read[1], 1) / 2, number, power);
        p.RequireLess(low, power);
        p.RequireEqual(number - low, power * (1 + (2 * high)));
    }

    /// <summary>2^(2^place) − 1.</summary>
    private static Value Factor(int place) => Value.Of((BigInteger.One << (1 << place)) - 1);

    private static Bit BitAt(ProgramWriter p, Value number, int place) => p.HintBit(read => (read[0] >> place) & 1, number);
}
