using System.Text;
using ZkRollup.Sequencer.Settlement.Rpc;

namespace ZkRollup.Sequencer.Settlement.Abi;

/// <summary>A name with parameters, and the hash of its canonical form.</summary>
internal sealed class AbiSignature
{
    private AbiSignature(string name, IReadOnlyList<AbiParameter> parameters)
    {
        (Name, Parameters) = (name, parameters);
        Types = [.. parameters.Select(parameter => parameter.Type)];
        Canonical = $"{name}({string.Join(',', Types.Select(type => type.Name))})";
        Hash = Hash32.Keccak(Encoding.ASCII.GetBytes(Canonical));
    }

    internal string Name { get; }

    internal IReadOnlyList<AbiParameter> Parameters { get; }

    internal IReadOnlyList<AbiType> Types { get; }

    /// <summary>What is hashed: the name and the types.</summary>
    internal string Canonical { get; }

    /// <summary>Keccak-256 of the canonical form; an event's topic, and begins with the selector of a function or an error.</summary>
    internal Hash32 Hash { get; }

    /// <summary>Parses "name(type [indexed] name,…)".</summary>
    /// <exception cref="FormatException">It has another form.</exception>
    internal static AbiSignature Parse(string text)
    {
        int open = text.IndexOf('(', StringComparison.Ordinal);
        if (open <= 0 || !text.EndsWith(')'))
        {
            throw new FormatException($"'{text}' is no signature.");
        }

        return new AbiSignature(text[..open], [.. AbiType.SplitList(text[(open + 1)..^1]).Select(AbiParameter.Parse)]);
    }
}
