using System.Numerics;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Cli.Demo.Checks;

/// <summary>A long chain of products against one modular power of the framework's big integers: x·yⁿ.</summary>
internal sealed class FieldProductCheck<T>(string name) : SelfCheck
    where T : unmanaged, IPrimeField<T>
{
    private const int Stride = 10_000;

    private int _count;
    private T _x;
    private T _y;
    private T _expected;

    internal override string Name => name;

    internal override void Prepare(bool isQuick)
    {
        _count = isQuick ? Stride : 100 * Stride;
        BigInteger modulus = FieldIntegers.Modulus<T>();
        BigInteger x = modulus - 2;
        BigInteger y = modulus / 3;
        _x = FieldIntegers.Element<T>(x);
        _y = FieldIntegers.Element<T>(y);
        _expected = FieldIntegers.Element<T>(x * BigInteger.ModPow(y, _count, modulus) % modulus);
    }

    internal override CheckResult Run(CancellationToken cancellation)
    {
        T x = _x;
        for (int done = 0; done < _count; done += Stride)
        {
            cancellation.ThrowIfCancellationRequested();
            for (int i = 0; i < Stride; i++)
            {
                T.Multiply(x, _y, out x);
            }
        }

        return CheckResult.Of(x == _expected, "the chain of products differs from the modular power", _count, "products");
    }
}
