using System.Runtime.CompilerServices;

namespace ZkRollup.Protocol.Units;

/// <summary>What all scalars share.</summary>
public static class Scalar
{
    /// <summary>Makes a scalar of an integer that may be out of its range.</summary>
    /// <returns>False, and the default, if it is.</returns>
    public static bool TryCreate<T>(long value, out T result)
        where T : struct, IScalar<T>
    {
        bool isWithin = value >= T.MinValue && value <= T.MaxValue;
        result = isWithin ? T.Of(value) : default;
        return isWithin;
    }

    /// <summary>The value itself, if it is within its range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static long Require<T>(long value)
        where T : struct, IScalar<T>
    {
        if (value < T.MinValue || value > T.MaxValue)
        {
            Throw<T>(value);
        }

        return value;
    }

    private static void Throw<T>(long value)
        where T : struct, IScalar<T> =>
        throw new ArgumentOutOfRangeException(nameof(value), value, $"{typeof(T).Name} is {T.MinValue} to {T.MaxValue}.");
}
