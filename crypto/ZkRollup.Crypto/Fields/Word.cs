using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace ZkRollup.Crypto.Fields;

/// <summary>Operations on 64-bit words that the generated arithmetic is made of.</summary>
internal static class Word
{
    /// <summary>The upper 64 bits of a·b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong MultiplyHigh(ulong a, ulong b) =>
        Bmi2.X64.IsSupported ? Bmi2.X64.MultiplyNoFlags(a, b) : Math.BigMul(a, b, out _);
}
