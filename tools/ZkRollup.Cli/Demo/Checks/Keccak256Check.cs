using ZkRollup.Crypto.Hashing;

namespace ZkRollup.Cli.Demo.Checks;

/// <summary>A chain of digests, h ← Keccak-256(h) from the empty string, against its known end.</summary>
internal sealed class Keccak256Check : SelfCheck
{
    // Both computed with @noble/hashes.
    private const string After1000 = "afd44af4ff80c04ef8438436edc76323751ab36096a08414d66f5b9f7ede7d2b";
    private const string After50000 = "36616001c32cf651ce0102485edbe1491a41b1ccec4b06baf8b42dcaefba8c0e";

    private int _count;
    private string _expected = string.Empty;

    internal override string Name => "Keccak-256 of 32 bytes";

    internal override void Prepare(bool isQuick) => (_count, _expected) = isQuick ? (1_000, After1000) : (50_000, After50000);

    internal override CheckResult Run(CancellationToken cancellation)
    {
        byte[] digest = Keccak256.Hash([]);
        for (int i = 1; i < _count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            Keccak256.Hash(digest, digest);
        }

        bool holds = Convert.ToHexStringLower(digest) == _expected;
        return CheckResult.Of(holds, "the chain does not end in the known digest", _count, "digests");
    }
}
