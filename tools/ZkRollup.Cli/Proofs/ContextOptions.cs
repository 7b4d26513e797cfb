using System.CommandLine;
using ZkRollup.Crypto.Signatures;
using ZkRollup.Prover.Plonk;

namespace ZkRollup.Cli.Proofs;

/// <summary>The options that say where a proof is verified.</summary>
internal sealed class ContextOptions
{
    private readonly Option<ulong?> _chain = new("--chain-id") { Description = "the chain on which the proof is verified" };
    private readonly Option<string?> _contract = new("--contract") { Description = "the contract that verifies it: 0x and 40 digits" };

    /// <summary>Adds the options to a command.</summary>
    internal void AddTo(Command command)
    {
        command.Options.Add(_chain);
        command.Options.Add(_contract);
    }

    /// <summary>The context that the user asks for; what is not given is taken from a default.</summary>
    /// <exception cref="ExpectedFailure">The address is malformed.</exception>
    internal ProofContext Read(ParseResult arguments, ProofContext fallback)
    {
        string? text = arguments.GetValue(_contract);
        EthereumAddress contract = fallback.Contract;
        if (text is not null && !EthereumAddress.TryParse(text, out contract))
        {
            throw new ExpectedFailure($"--contract {text} is not an address: expected 0x and 40 hexadecimal digits");
        }

        return new(arguments.GetValue(_chain) ?? fallback.ChainId, contract, fallback.BlobHashes);
    }
}
