"""The screens: each shows one frozen value and reports what the user did."""
