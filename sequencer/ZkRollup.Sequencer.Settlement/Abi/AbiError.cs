namespace ZkRollup.Sequencer.Settlement.Abi;

/// <summary>An error that a contract reverts with.</summary>
internal sealed class AbiError
{
    private readonly AbiSignature _signature;

    /// <summary>An error.</summary>
    /// <param name="signature">Name(type name,…)</param>
    /// <exception cref="FormatException">A type or the form is unknown.</exception>
    internal AbiError(string signature) => _signature = AbiSignature.Parse(signature);

    internal string Canonical => _signature.Canonical;

    internal string Name => _signature.Name;

    internal string ParameterNames => string.Join(',', _signature.Parameters.Select(parameter => parameter.Name));

    internal byte[] Selector => _signature.Hash.ToArray()[..AbiFunction.SelectorBytes];

    /// <summary>The arguments; false if the data are not those of this error.</summary>
    internal bool TryDecode(ReadOnlySpan<byte> data, out AbiValue[] values)
    {
        values = [];
        return data.StartsWith(Selector) && AbiDecoder.TryDecode(_signature.Types, data[AbiFunction.SelectorBytes..], out values);
    }

    /// <summary>The error with its arguments by their names, for people.</summary>
    internal string Describe(IReadOnlyList<AbiValue> values)
    {
        IEnumerable<string> arguments = _signature.Parameters.Zip(values, (p, v) => p.Name.Length == 0 ? $"{v}" : $"{p.Name} {v}");
        return $"{Name}({string.Join(", ", arguments)})";
    }
}
