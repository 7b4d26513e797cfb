using System.Text.Json.Nodes;

namespace ZkRollup.Sequencer.Settlement.Keystore;

/// <summary>scrypt with the cost and salt of a file.</summary>
internal sealed class ScryptDerivation(ScryptCost cost, byte[] salt) : IKeyDerivation
{
    internal const string Name = "scrypt";

    public byte[] Derive(ReadOnlySpan<byte> password)
    {
        byte[] derived = new byte[KeystoreContent.DerivedBytes];
        Scrypt.Derive(password, salt, cost, derived);
        return derived;
    }

    internal JsonObject ToJson() => new()
    {
        ["dklen"] = KeystoreContent.DerivedBytes,
        ["n"] = cost.N,
        ["r"] = cost.R,
        ["p"] = cost.P,
        ["salt"] = Convert.ToHexStringLower(salt),
    };
}
