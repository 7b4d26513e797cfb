using ZkRollup.Crypto.Fields;

namespace ZkRollup.Cli.Demo.Checks;

/// <summary>Inverses of consecutive elements: each product with its element is 1, and 0 has none.</summary>
internal sealed class FieldInversionCheck<T>(string name) : SelfCheck
    where T : unmanaged, IPrimeField<T>
{
    private int _count;

    internal override string Name => name;

    internal override void Prepare(bool isQuick) => _count = isQuick ? 50 : 5_000;

    internal override CheckResult Run(CancellationToken cancellation)
    {
        T x = -T.One;
        bool holds = !T.TryInvert(T.Zero, out _);
        for (int i = 0; i < _count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            holds &= T.TryInvert(x, out T inverse);
            T.Multiply(x, inverse, out T product);
            holds &= product == T.One;
            T.Add(x, inverse, out x);
        }

        return CheckResult.Of(holds, "a product of an element and its inverse is not 1", _count, "inversions");
    }
}
