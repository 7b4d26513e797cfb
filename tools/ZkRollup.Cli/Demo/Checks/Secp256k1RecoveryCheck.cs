using ZkRollup.Crypto.Hashing;
using ZkRollup.Crypto.Signatures;

namespace ZkRollup.Cli.Demo.Checks;

/// <summary>Every signature gives its signer back, and another digest does not.</summary>
internal sealed class Secp256k1RecoveryCheck : SelfCheck
{
    private EthereumAddress _signer;
    private (byte[] Digest, Secp256k1Signature Signature)[] _signed = [];

    internal override string Name => "secp256k1 recovery";

    internal override void Prepare(bool isQuick)
    {
        using Secp256k1PrivateKey key = Secp256k1PrivateKey.Generate();
        _signer = key.Address;
        _signed = new (byte[] Digest, Secp256k1Signature Signature)[isQuick ? 5 : 200];
        for (int i = 0; i < _signed.Length; i++)
        {
            byte[] digest = Keccak256.Hash(BitConverter.GetBytes(i));
            _signed[i] = (digest, key.Sign(digest));
        }
    }

    internal override CheckResult Run(CancellationToken cancellation)
    {
        bool holds = true;
        for (int i = 0; i < _signed.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            holds &= _signed[i].Signature.TryRecover(_signed[i].Digest, out EthereumAddress signer) && signer == _signer;
        }

        byte[] other = _signed[^1].Digest;
        holds &= !_signed[0].Signature.TryRecover(other, out EthereumAddress stranger) || stranger != _signer;
        return CheckResult.Of(holds, "a signature gives back another account", _signed.Length + 1, "recoveries");
    }
}
