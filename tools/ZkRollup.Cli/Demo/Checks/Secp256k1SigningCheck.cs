using ZkRollup.Crypto.Hashing;
using ZkRollup.Crypto.Signatures;

namespace ZkRollup.Cli.Demo.Checks;

/// <summary>Deterministic signatures, the first of which is that of EIP-712's example.</summary>
internal sealed class Secp256k1SigningCheck : SelfCheck
{
    private const string ExampleDigest = "be609aee343fb3c4b28e1df9e632fca64fcfaede20f02e86244efddf30957bd2";

    private const string ExampleSignature =
        "0x4355c47d63924e8a72e509b65029052eb6c299d53a04e167c5775fd466751c9d07299936d304c153f6443dfa05f40ff007d72911b6f72307f996231605b915621c";

    private int _count;

    internal override string Name => "secp256k1 signature";

    internal override void Prepare(bool isQuick) => _count = isQuick ? 5 : 200;

    internal override CheckResult Run(CancellationToken cancellation)
    {
        if (!Secp256k1PrivateKey.TryRead(Keccak256.Hash("cow"u8), out Secp256k1PrivateKey? key))
        {
            return new CheckResult("the example's key is rejected", 0, "signatures");
        }

        using (key)
        {
            byte[] digest = Convert.FromHexString(ExampleDigest);
            bool holds = key.Sign(digest).ToString() == ExampleSignature;
            for (int i = 1; i < _count; i++)
            {
                cancellation.ThrowIfCancellationRequested();
                digest = Keccak256.Hash(digest);
                holds &= key.Sign(digest) != default;
            }

            return CheckResult.Of(holds, "the example's signature differs", _count, "signatures");
        }
    }
}
