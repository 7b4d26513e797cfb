namespace ZkRollup.Protocol.State;

/// <summary>Signed values in fields: v is stored as v + 2^(bits − 1), so that small magnitudes are small numbers in a proof.</summary>
public static class Bias
{
    /// <summary>The field of a value.</summary>
    public static ulong Encode(long value, int bits) => checked((ulong)(value + (1L << (bits - 1))));

    /// <summary>The value of a field.</summary>
    public static long Decode(ulong field, int bits) => checked((long)field - (1L << (bits - 1)));
}
